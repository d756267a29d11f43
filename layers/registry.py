"""Every layer there is, in the order in which they are drawn."""

from layers.accidents import ACCIDENTS
from layers.areas import AREAS
from layers.buildings import BUILDINGS
from layers.cameras import CAMERAS
from layers.crimes import CRIMES
from layers.ground import GROUND
from layers.layer import Layer
from layers.sites import SITES
from layers.streets import STREETS

LAYERS: tuple[Layer, ...] = (GROUND, AREAS, STREETS, BUILDINGS, SITES, CAMERAS, CRIMES, ACCIDENTS)
BY_ID = {layer.id: layer for layer in LAYERS}

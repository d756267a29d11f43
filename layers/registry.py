"""Every layer there is, in the order in which they are drawn."""

from gis_app.modules import is_on
from layers.accidents import ACCIDENTS
from layers.areas import AREAS
from layers.buildings import BUILDINGS
from layers.calls import CALLS
from layers.cameras import CAMERAS
from layers.coverage import COVERAGE
from layers.crimes import CRIMES
from layers.gaps import GAPS
from layers.ground import GROUND
from layers.layer import Layer
from layers.sites import SITES
from layers.streets import STREETS

LAYERS: tuple[Layer, ...] = (
    GROUND,
    AREAS,
    STREETS,
    BUILDINGS,
    SITES,
    COVERAGE,
    GAPS,
    CAMERAS,
    CRIMES,
    ACCIDENTS,
    CALLS,
)
BY_ID = {layer.id: layer for layer in LAYERS}


def used() -> tuple[Layer, ...]:
    """The layers that this city uses, in drawing order: those of a module that is switched off are left out."""
    return tuple(layer for layer in LAYERS if is_on(layer.id))

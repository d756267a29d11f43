"""What a camera really sees: its sectors cut by buildings, exactly (an angular sweep over the ends of walls)."""

from layers.methods.visibility.buildings import Buildings
from layers.methods.visibility.enclosed import enclosed
from layers.methods.visibility.mounted import mounted
from layers.methods.visibility.rings import rings
from layers.methods.visibility.sight import sees
from layers.methods.visibility.view import View
from layers.methods.visibility.zones import visible, visible_many, zones_many

__all__ = ["Buildings", "View", "enclosed", "mounted", "rings", "sees", "visible", "visible_many", "zones_many"]

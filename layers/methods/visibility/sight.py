"""Whether a camera sees a point, by the sight line itself: slow, without the sweep, and so its referee."""

from math import atan2, degrees, hypot

import shapely
from shapely import LineString

from layers.methods.visibility.buildings import Buildings
from layers.methods.visibility.mounted import mounted
from layers.methods.visibility.view import View

MEETS_INSIDE = "T********"


def sees(view: View, buildings: Buildings, x: float, y: float) -> bool:
    """True when the ground at (x, y) is in reach, in a sector, not under the camera, and nothing stands between.

    A building stands between when the sight line meets its inside lower than its roof.
    """
    (standing,) = mounted([view], buildings)
    return standing is not None and _faces(standing, x, y) and not _hidden(standing, buildings, x, y)


def _faces(view: View, x: float, y: float) -> bool:
    east, north = x - view.x, y - view.y
    if not max(view.near_m, 0.0) <= hypot(east, north) <= view.reach_m:
        return False
    azimuth = degrees(atan2(east, north))
    return not view.sectors or any(abs((azimuth - axis + 180) % 360 - 180) <= hfov / 2 for axis, hfov in view.sectors)


def _hidden(view: View, buildings: Buildings, x: float, y: float) -> bool:
    for part in buildings.tree.query(LineString([(view.x, view.y), (x, y)])):
        share = _dips(view.height_m, buildings.heights[part])
        low = (view.x + share * (x - view.x), view.y + share * (y - view.y))
        if shapely.relate_pattern(LineString([low, (x, y)]), buildings.parts[part], MEETS_INSIDE):
            return True
    return False


def _dips(camera: float | None, roof: float) -> float:
    """From which share of its length on a sight line to the ground runs lower than the roof."""
    return 0.0 if camera is None or roof >= camera else 1 - roof / camera

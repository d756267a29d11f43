"""Pixels a metre of a picture, the classes of IEC/EN 62676-4 by them, and what a tilted camera has below it.

The plane convention of the standard: all columns of the picture over the width that it shows at a distance, without
distortion, the distance taken from the camera and not along its axis (off the axis there are more pixels a metre).
"""

from math import atan, degrees, inf, radians, sqrt, tan
from typing import NamedTuple


class Quality(NamedTuple):
    """A class of the standard: its name there, and the least pixels a metre."""

    name: str
    px_per_m: float


EDITIONS: dict[int, tuple[Quality, ...]] = {
    2014: (
        Quality("monitor", 12.5),
        Quality("detect", 25),
        Quality("observe", 62.5),
        Quality("recognise", 125),
        Quality("identify", 250),
        Quality("inspect", 1000),
    ),
    2025: (
        Quality("overview", 20),
        Quality("outline", 40),
        Quality("discern", 80),
        Quality("perceive", 125),
        Quality("characterise", 250),
        Quality("validate", 500),
        Quality("scrutinise", 1500),
    ),
}


def px_per_m(width_px: float, hfov: float, distance_m: float) -> float:
    """Pixels a metre at a distance of a picture `width_px` wide that shows `hfov` degrees.

    Over the plane's width 2 d tan(hfov / 2) below 180 degrees; a panorama of 180 or more has no plane: its arc's
    length d * hfov (radians) is taken. Infinite at distance 0; 0 without pixels. Raises ValueError for an hfov that is
    not above 0 and at most 360.

    >>> round(px_per_m(1920, 90, 10), 9)
    96.0
    """
    wide = _width_at_1_m(hfov)
    if width_px <= 0:
        return 0.0
    return width_px / (distance_m * wide) if distance_m > 0 else inf


def farthest(width_px: float, hfov: float, px_per_m: float) -> float:
    """The distance in metres as far as which a picture has at least so many pixels a metre (0 if nowhere).

    Raises ValueError for an hfov that is not above 0 and at most 360.

    >>> [round(farthest(1920, 90, quality.px_per_m), 2) for quality in EDITIONS[2014]]
    [76.8, 38.4, 15.36, 7.68, 3.84, 0.96]
    """
    return max(width_px, 0.0) / (px_per_m * _width_at_1_m(hfov))


def quality(edition: int, px_per_m: float) -> Quality | None:
    """The highest class of the edition reached with so many pixels a metre (its threshold included), None below all.

    Raises KeyError for an edition that is not in EDITIONS.
    """
    reached = [quality for quality in EDITIONS[edition] if px_per_m >= quality.px_per_m]
    return reached[-1] if reached else None


def ground_distance(slant_m: float, height_m: float) -> float:
    """How far on the ground a camera at a height reaches whose slant reach is known; 0 if it does not touch it.

    >>> ground_distance(5, 3)
    4.0
    """
    return sqrt(slant_m**2 - height_m**2) if slant_m > height_m else 0.0


def vertical_angle(hfov: float, width_px: float, height_px: float) -> float:
    """Degrees that a picture shows from top to bottom, by its sides (plane, so hfov below 180).

    >>> round(vertical_angle(90, 1920, 1080), 2)
    58.72
    """
    return degrees(2 * atan(tan(radians(hfov) / 2) * height_px / width_px))


def blind_radius(height_m: float, tilt: float, vfov: float) -> float:
    """Metres on the ground below the picture's lower edge; tilt in degrees below the horizon, vfov from top to bottom.

    0 where the picture reaches straight down; infinite where its lower edge does not meet the ground at all.

    >>> round(blind_radius(4, 25, 40), 9)
    4.0
    """
    return _meets_ground(height_m, tilt + vfov / 2)


def far_edge(height_m: float, tilt: float, vfov: float) -> float:
    """Metres on the ground as far as the picture's upper edge; infinite where that looks at or above the horizon."""
    return _meets_ground(height_m, tilt - vfov / 2)


def _meets_ground(height_m: float, below: float) -> float:
    if below <= 0:
        return inf
    return height_m / tan(radians(below)) if below < 90 else 0.0


def _width_at_1_m(hfov: float) -> float:
    if not 0 < hfov <= 360:
        raise ValueError("A horizontal angle of view is above 0 and at most 360 degrees.")
    return 2 * tan(radians(hfov) / 2) if hfov < 180 else radians(hfov)

"""A tile's place in the pyramid."""

from dataclasses import dataclass
from math import asinh, atan, degrees, pi, radians, sinh, tan

MAX_ZOOM = 22
MAX_LATITUDE = 85.05
EARTH_M = 40_075_016.685578488


@dataclass(frozen=True)
class Address:
    """A tile of EPSG:3857's pyramid, y counted from the north."""

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        side = 1 << min(self.z, MAX_ZOOM)
        return 0 <= self.z <= MAX_ZOOM and 0 <= self.x < side and 0 <= self.y < side

    def degrees(self, buffer: float = 0.0) -> tuple[float, float, float, float]:
        """West, south, east, north; `buffer` is a share of the tile's width added on every side."""
        side = 1 << self.z

        def latitude(row: float) -> float:
            return degrees(atan(sinh(pi * (1 - 2 * row / side))))

        west, east = ((self.x + shift) / side * 360 - 180 for shift in (-buffer, 1 + buffer))
        return west, latitude(self.y + 1 + buffer), east, latitude(self.y - buffer)

    def squares(self, level: int) -> tuple[int, int]:
        """The first square of a level that lies in the tile, and the first after it; none on levels above the tile.

        >>> Address(1, 1, 0).squares(2)
        (4, 8)
        """
        if level < self.z:
            return 0, 0
        shift = 2 * (level - self.z)
        number = along_curve(self.x, self.y)
        return number << shift, (number + 1) << shift


def along_curve(x: int, y: int) -> int:
    """The number of a column and row along the Z-order curve: their bits in turns.

    >>> along_curve(3, 0), along_curve(0, 3)
    (5, 10)
    """
    return sum(((x >> bit & 1) | (y >> bit & 1) << 1) << 2 * bit for bit in range(MAX_ZOOM + 8))


def column_and_row(lon: float, lat: float, level: int) -> tuple[int, int]:
    """The square of a level that a point lies in; latitudes within `MAX_LATITUDE`."""
    side = 1 << level
    east, south = (lon + 180) / 360, 0.5 - asinh(tan(radians(lat))) / (2 * pi)
    return max(0, min(int(east * side), side - 1)), max(0, min(int(south * side), side - 1))


def width_m(zoom: int) -> float:
    """Metres of EPSG:3857 from edge to edge of a tile."""
    return EARTH_M / (1 << zoom)

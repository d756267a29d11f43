"""The drawn area of a filter: a polygon or a circle, as an address writes it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

import shapely
from django.utils.translation import gettext as _
from shapely.affinity import translate

from gis_app.errors import BadFilter

FEWEST_CORNERS, MOST_CORNERS = 3, 100
LEAST_RADIUS_M, MOST_RADIUS_M = 1, 100_000
MOST_DEGREES = 5
DECIMALS = 7
LONGEST = 32 * MOST_CORNERS
NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,12})?")
LEAST_M_PER_DEGREE = 110_000

Point = tuple[float, float]


@dataclass(frozen=True)
class Within:
    """Corners of a polygon, or the middle of a circle of `radius_m` metres; longitude and latitude in degrees.

    A polygon's edges are straight in degrees, as in GeoJSON; the first corner is not repeated. Neighbouring corners
    more than half a turn apart are joined across 180°.
    """

    points: tuple[Point, ...]
    radius_m: float | None = None

    @classmethod
    def parse(cls, text: str) -> "Within":
        """`lon,lat,radius` of a circle or `lon,lat,lon,lat,lon,lat,…` of a polygon; raises BadFilter, one sentence.

        >>> Within.parse("-33,48,250").radius_m
        250.0
        """
        numbers = _numbers(text)
        if len(numbers) == 3:
            return cls(_points(numbers[:2]), _radius(numbers[2]))
        if len(numbers) % 2 or not FEWEST_CORNERS <= len(numbers) // 2 <= MOST_CORNERS:
            raise BadFilter(
                _("'within' is lon,lat,radius of a circle, or lon,lat of %(least)s to %(most)s corners of a polygon.")
                % {"least": FEWEST_CORNERS, "most": MOST_CORNERS}
            )
        return cls(_checked(_points(numbers)))

    def __str__(self) -> str:
        """The text that `parse` reads, the same for the same area."""
        numbers = [part for point in self.points for part in point]
        return ",".join(map(_short, numbers if self.radius_m is None else [*numbers, self.radius_m]))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees, a circle's a little wider than it; west above east crosses 180°."""
        if self.radius_m is None:
            west, south, east, north = shapely.Polygon(_unwrapped(self.points)).bounds
            return _turned(west), south, _turned(east), north
        (lon, lat), high = self.points[0], self.radius_m / LEAST_M_PER_DEGREE
        if abs(lat) + high >= 89:
            return -180, max(-90, lat - high), 180, min(90, lat + high)
        wide = high / cos(radians(abs(lat) + high))
        return _turned(lon - wide), lat - high, _turned(lon + wide), lat + high

    @property
    def polygon(self) -> shapely.Geometry:
        """A polygon's shape in degrees, in two parts where it crosses 180°."""
        whole = shapely.Polygon(_unwrapped(self.points))
        parts = [translate(whole, turn).intersection(shapely.box(-180, -90, 180, 90)) for turn in (-360, 0, 360)]
        return shapely.union_all([part for part in parts if not part.is_empty])


def _numbers(text: str) -> list[float]:
    parts = text.split(",") if len(text) <= LONGEST else []
    if not parts or not all(NUMBER.fullmatch(part) for part in parts):
        raise BadFilter(_("'within' is numbers with commas between them: degrees, and metres for a radius."))
    return [float(part) for part in parts]


def _points(numbers: Sequence[float]) -> tuple[Point, ...]:
    points = tuple(
        (round(lon, DECIMALS), round(lat, DECIMALS)) for lon, lat in zip(numbers[::2], numbers[1::2], strict=True)
    )
    if not all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in points):
        raise BadFilter(_("A corner of 'within' lies beyond ±180 and ±90 degrees; longitude comes first."))
    return points


def _radius(metres: float) -> float:
    if not LEAST_RADIUS_M <= metres <= MOST_RADIUS_M:
        raise BadFilter(
            _("The radius of 'within' is from %(least)s to %(most)s metres.")
            % {"least": LEAST_RADIUS_M, "most": MOST_RADIUS_M}
        )
    return round(metres, 1)


def _checked(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The corners without a repeated last one; raises BadFilter for what is no simple polygon of a city's size."""
    corners = points[:-1] if points[0] == points[-1] else points
    shape = shapely.Polygon(_unwrapped(corners)) if len(corners) >= FEWEST_CORNERS else shapely.Polygon()
    if shape.convex_hull.area == 0:
        raise BadFilter(_("The drawn area has no inside: it needs three corners that are not in one line."))
    if not shape.is_valid:
        raise BadFilter(_("The drawn area crosses itself. Move a corner so that its edges no longer meet."))
    west, south, east, north = shape.bounds
    if max(east - west, north - south) > MOST_DEGREES:
        raise BadFilter(_("The drawn area is wider than %(most)s degrees.") % {"most": MOST_DEGREES})
    return corners


def _unwrapped(points: Sequence[Point]) -> list[Point]:
    """The corners with longitudes that run on past 180° where the way across it is shorter."""
    found = [points[0]]
    for lon, lat in points[1:]:
        before = found[-1][0]
        found.append((lon - 360 * round((lon - before) / 360), lat))
    return found


def _turned(lon: float) -> float:
    """A longitude within ±180."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


def _short(number: float) -> str:
    text = f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text

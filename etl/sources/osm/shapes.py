"""From an object of the extract to its geometry, in EPSG:4326."""

from dataclasses import dataclass
from functools import cached_property

import osmium
import shapely
from osmium.osm import Area, Node, Way
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Point, Polygon

MAKE = osmium.geom.WKBFactory()
UNBUILDABLE = (RuntimeError, shapely.errors.GEOSException, ValueError)
RING = 4


@dataclass(frozen=True)
class Shapes:
    """What an object can be drawn as; a closed way is both a line and an area. None: it can't be.

    `trace` tells where a relation lies that can't be drawn: the corners of its ways.
    """

    node: Point | None = None
    line: LineString | None = None
    area: MultiPolygon | None = None
    trace: MultiPoint | None = None

    @cached_property
    def point(self) -> Point | None:
        """The node itself, else a point inside the area, else the middle of the line."""
        if self.node is not None:
            return self.node
        if self.area is not None:
            return self.area.representative_point()
        return None if self.line is None else self.line.interpolate(0.5, normalized=True)


def of_node(node: Node) -> Shapes:
    """Raises nothing: a node without a location has no shape."""
    try:
        return Shapes(node=shapely.from_wkb(MAKE.create_point(node)))
    except UNBUILDABLE:
        return Shapes()


def of_way(way: Way) -> Shapes:
    """Line, and area where it is closed and does not cross itself."""
    try:
        line = shapely.from_wkb(MAKE.create_linestring(way))
    except UNBUILDABLE:
        return Shapes()
    return Shapes(line=line, area=ring_area(line))


def of_area(area: Area) -> Shapes:
    """Area of a relation, put together by osmium."""
    try:
        return Shapes(area=sound(shapely.from_wkb(MAKE.create_multipolygon(area))))
    except UNBUILDABLE:
        return Shapes()


def ring_area(line: LineString) -> MultiPolygon | None:
    if not line.is_closed or len(line.coords) < RING:
        return None
    return sound(MultiPolygon([Polygon(shapely.get_coordinates(line))]))


def sound(area: MultiPolygon) -> MultiPolygon | None:
    """The area, if it is valid and not empty; nothing is repaired by guessing."""
    return area if area.is_valid and not area.is_empty else None

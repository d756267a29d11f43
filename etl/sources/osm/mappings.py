"""Which objects each layer takes, and what it makes of them. An object of several mappings is still one source row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from etl.sources.osm import columns, kinds
from etl.sources.osm.columns import Columns
from etl.sources.osm.shapes import Shapes
from etl.sources.osm.tags import Tags

NODE, WAY, RELATION = "node", "way", "relation"
AREA_RELATIONS = ("multipolygon", "boundary")


@dataclass(frozen=True)
class Mapping:
    """`kind` says what an object is to the layer ("" for nothing), `shape` which of its shapes it is drawn by."""

    layer: str
    types: tuple[str, ...]
    kind: Callable[[Tags], str]
    columns: Callable[[str, Tags, str, Shapes], Columns]
    shape: Callable[[Shapes], object]


def by_area(shapes: Shapes) -> object:
    return shapes.area


def by_line(shapes: Shapes) -> object:
    return shapes.line


def by_place(shapes: Shapes) -> object:
    return shapes.node or shapes.area


def by_point(shapes: Shapes) -> object:
    return shapes.point


MAPPINGS = (
    Mapping("areas", (RELATION,), kinds.area, columns.area, by_area),
    Mapping("streets", (WAY,), kinds.street, columns.street, by_line),
    Mapping("buildings", (WAY, RELATION), kinds.building, columns.building, by_area),
    Mapping("ground", (WAY, RELATION), kinds.cover, columns.cover, by_area),
    Mapping("ground", (WAY,), kinds.ground_line, columns.ground_line, by_line),
    Mapping("sites", (NODE, WAY, RELATION), kinds.site, columns.site, by_place),
    Mapping("cameras", (NODE, WAY), kinds.camera, columns.camera, by_point),
)
KEYS = (
    "boundary",
    "highway",
    "building",
    "building:part",
    "natural",
    "water",
    "waterway",
    "landuse",
    "leisure",
    "railway",
    "amenity",
    "man_made",
)


def takers(kind: str, tags: Tags) -> list[tuple[Mapping, str]]:
    """The mappings that take a node, way or relation with these tags, each with our kind; relations only as areas."""
    if kind == RELATION and tags.get("type", "multipolygon") not in AREA_RELATIONS:
        return []
    fitting = ((mapping, mapping.kind(tags)) for mapping in MAPPINGS if kind in mapping.types)
    return [(mapping, found) for mapping, found in fitting if found]


def records(key: str, tags: Tags, taken: list[tuple[Mapping, str]], shapes: Shapes) -> Iterator[tuple[str, Columns]]:
    """At most one record a layer, from the mappings whose shape the object has."""
    made: set[str] = set()
    for mapping, kind in taken:
        if mapping.layer not in made and mapping.shape(shapes) is not None:
            made.add(mapping.layer)
            yield mapping.layer, mapping.columns(key, tags, kind, shapes)

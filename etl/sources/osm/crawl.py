"""Every object of an OpenStreetMap extract that the city's map can use, in the order of the file."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import osmium
import shapely
from osmium.filter import EntityFilter, IdFilter, KeyFilter
from osmium.osm import Area, Node, Relation, Way
from osmium.osm.types import OSMEntity
from shapely.geometry import MultiPoint
from shapely.geometry.base import BaseGeometry

from etl.sources.osm.mappings import KEYS, NODE, RELATION, WAY, records, takers
from etl.sources.osm.shapes import Shapes, of_area, of_node, of_way

Found = tuple[str, int, dict[str, str], Shapes]
LARGE_BYTES = 100_000_000


@dataclass(frozen=True)
class OsmObject:
    """A tagged object that at least one mapping takes: one source row, whatever it makes.

    line: its place among the objects taken, from 1. key: as in "way/123". raw: its tags, verbatim.
    problem: "" or "bad_geometry"; then geometry is None or cannot be drawn, and there are no records.
    records: layer and columns, named as the fields of the models.
    """

    line: int
    key: str
    raw: dict[str, str]
    geometry: BaseGeometry | None
    problem: str = ""
    records: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


def objects(path: Path, near: BaseGeometry | None) -> Iterator[OsmObject | None]:
    """Objects that touch the city, and None for each that lies outside of it.

    near: the city's boundary with its margin, EPSG:4326; without it nothing is outside. A relation that can't be drawn
    lies where its ways do; what lies nowhere at all is never outside. Memory: one object at a time, the extract's open
    relations, and the locations of its nodes, which a large extract keeps on disk.
    Raises RuntimeError where the file is not what its name says or is cut short.
    """
    if near is not None:
        shapely.prepare(near)
    for line, found in enumerate(usable(path), start=1):
        yield judged(line, found, near)


def judged(line: int, found: Found, near: BaseGeometry | None) -> OsmObject | None:
    kind, number, tags, shapes = found
    geometry = shapes.node or shapes.area or shapes.line
    where = geometry or shapes.trace
    if near is not None and where is not None and not near.intersects(where):
        return None
    key = f"{kind}/{number}"
    made = list(records(key, tags, takers(kind, tags), shapes))
    return OsmObject(line, key, tags, geometry, "" if made else "bad_geometry", made)


def usable(path: Path) -> Iterator[Found]:
    """The objects some mapping takes, with what they can be drawn as; relations that gave no area come last."""
    drawn: set[int] = set()
    waiting: dict[int, dict[str, str]] = {}
    for entity in entities(path):
        kind, number, tags = named(entity)
        if not takers(kind, tags):
            continue
        if isinstance(entity, Relation):
            waiting[number] = tags
        else:
            if isinstance(entity, Area):
                drawn.add(number)
            yield kind, number, tags, shaped(entity)
    broken = {number: tags for number, tags in waiting.items() if number not in drawn}
    places = traces(path, broken) if broken else {}
    for number, tags in broken.items():
        yield RELATION, number, tags, Shapes(trace=places.get(number))


def entities(path: Path) -> Iterator[OSMEntity]:
    """Nodes, ways and relations with tags that matter, and the areas that the relations make."""
    kept = KeyFilter(*KEYS)
    for entity in located(path).with_areas(kept).with_filter(kept):
        if not (isinstance(entity, Area) and entity.from_way()):
            yield entity


def located(path: Path) -> osmium.FileProcessor:
    """The file's objects with their places, which a large extract keeps on disk: memory stays what it is."""
    large = path.stat().st_size > LARGE_BYTES
    return osmium.FileProcessor(path).with_locations("sparse_file_array" if large else "flex_mem")


def traces(path: Path, broken: Collection[int]) -> dict[int, MultiPoint]:
    """Where the ways lie that relations without an area are made of, as far as the extract has them."""
    owners: dict[int, list[int]] = {}
    for entity in osmium.FileProcessor(path, osmium.osm.RELATION).with_filter(IdFilter(broken)):
        for member in entity.members if isinstance(entity, Relation) else ():
            if member.type == "w":
                owners.setdefault(member.ref, []).append(entity.id)
    spots: dict[int, list[tuple[float, float]]] = {}
    ways = located(path).with_filter(EntityFilter(osmium.osm.WAY)).with_filter(IdFilter(owners))
    for way in ways:
        nodes = way.nodes if isinstance(way, Way) else ()
        known = [(node.lon, node.lat) for node in nodes if node.location.valid()]
        for number in owners[way.id]:
            spots.setdefault(number, []).extend(known)
    return {number: MultiPoint(there) for number, there in spots.items() if there}


def named(entity: OSMEntity) -> tuple[str, int, dict[str, str]]:
    if isinstance(entity, Area):
        return RELATION, entity.orig_id(), dict(entity.tags)
    kind = NODE if isinstance(entity, Node) else WAY if isinstance(entity, Way) else RELATION
    return kind, entity.id, dict(entity.tags)


def shaped(entity: OSMEntity) -> Shapes:
    if isinstance(entity, Area):
        return of_area(entity)
    if isinstance(entity, Way):
        return of_way(entity)
    return of_node(entity) if isinstance(entity, Node) else Shapes()

"""Writing the town as an OpenStreetMap extract: town.osm.pbf."""

from pathlib import Path
from typing import Any

import numpy as np
import osmium
import shapely
from osmium.osm.mutable import Node, Relation, Way
from shapely.geometry import Polygon

from .districts import borders
from .greens import banks_of_grass, playgrounds, pond
from .ground import lonlat
from .names import english, latin
from .plan import Plan
from .shapes import Building

LANES = {"primary": ("4", "60"), "secondary": ("2", "60"), "residential": ("2", "40")}
LAND = {
    "centre": {"landuse": "commercial"},
    "flats": {"landuse": "residential"},
    "villas": {"landuse": "residential"},
    "industry": {"landuse": "industrial"},
    "park": {"leisure": "park"},
    "school": {"amenity": "school"},
    "kindergarten": {"amenity": "kindergarten"},
    "hospital": {"amenity": "hospital"},
}
VERSION: dict[str, Any] = {
    "version": 1,
    "changeset": 1,
    "timestamp": "2026-10-31T00:00:00Z",
    "uid": 1,
    "user": "stepnogorye",
}


class Extract:
    """Nodes, ways and relations being gathered; a place is one node however many ways meet there."""

    def __init__(self) -> None:
        self.nodes: dict[tuple[float, float], int] = {}
        self.tagged: dict[int, dict[str, str]] = {}
        self.ways: list[tuple[list[int], dict[str, str]]] = []
        self.relations: list[tuple[list[tuple[str, int, str]], dict[str, str]]] = []

    def node(self, place: tuple[float, float], tags: dict[str, str] | None = None) -> int:
        number = self.nodes.setdefault(place, len(self.nodes) + 1)
        if tags:
            self.tagged[number] = tags
        return number

    def way(self, places: np.ndarray, tags: dict[str, str]) -> int:
        """A line or ring given as longitude and latitude; returns its id."""
        nodes = [self.node((float(lon), float(lat))) for lon, lat in places]
        self.ways.append((nodes, tags))
        return len(self.ways)

    def area(self, polygon: Polygon, tags: dict[str, str]) -> None:
        """A closed way from a polygon in local metres, or a multipolygon if it has holes."""
        rings = [np.array(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]
        open_rings = [lonlat(ring[:-1]) for ring in rings]
        places = [np.vstack([ring, ring[:1]]) for ring in open_rings]
        if len(rings) == 1:
            self.way(places[0], tags)
            return
        members = [("w", self.way(ring, {}), "inner" if i else "outer") for i, ring in enumerate(places)]
        self.relations.append((members, {"type": "multipolygon", **tags}))

    def write(self, path: Path) -> None:
        header = osmium.io.Header()
        header.set("generator", "safecity")
        writer = osmium.SimpleWriter(str(path), header=header, overwrite=True)
        for place, number in self.nodes.items():
            writer.add_node(Node(id=number, location=place, tags=self.tagged.get(number, {}), **VERSION))
        for number, (nodes, tags) in enumerate(self.ways, start=1):
            writer.add_way(Way(id=number, nodes=nodes, tags=tags, **VERSION))
        for number, (members, tags) in enumerate(self.relations, start=1):
            writer.add_relation(Relation(id=number, members=members, tags=tags, **VERSION))
        writer.close()


def write(
    path: Path, plan: Plan, built: list[Building], watching: list[dict], rng: np.random.Generator
) -> dict[str, int]:
    """Write the extract; returns how many of each thing it holds.

    `watching` are the surveillance nodes, each a {"place": local point, "tags": {...}}.
    """
    extract = Extract()
    counts = {
        "streets": _streets(extract, plan),
        "buildings": _buildings(extract, built),
        **_land(extract, plan, built, rng),
        **_water(extract, plan),
        "districts": _districts(extract, plan, built),
        "cameras": len(watching),
    }
    for camera in watching:
        lon, lat = lonlat(camera["place"])[0]
        extract.node((float(lon), float(lat)), camera["tags"])
    extract.write(path)
    counts["buildings_with_height"] = sum(b.height is not None for b in built)
    counts["buildings_with_levels"] = sum(b.levels is not None for b in built)
    counts["buildings_without_either"] = sum(b.height is None and b.levels is None for b in built)
    counts["buildings_with_address"] = sum(b.number is not None for b in built)
    return counts


def _streets(extract: Extract, plan: Plan) -> int:
    """Each named street as few ways as its shape allows; bridges are ways of their own."""
    groups: dict[tuple, list] = {}
    for edge in plan.edges:
        groups.setdefault((edge.name or edge.start, edge.kind, edge.bridge, edge.name), []).append(lonlat(edge.points))
    before = len(extract.ways)
    for (_, kind, bridge, name), lines in groups.items():
        merged = shapely.line_merge(shapely.MultiLineString([line.tolist() for line in lines]))
        for line in getattr(merged, "geoms", [merged]):
            extract.way(np.array(line.coords), _street_tags(kind, bridge, name))
    return len(extract.ways) - before


def _street_tags(kind: str, bridge: bool, name: str | None) -> dict[str, str]:
    tags = {"highway": kind, "surface": "asphalt" if kind != "footway" else "paving_stones"}
    if name:
        tags |= {"name": name, "name:ru": name, "name:en": english(name)}
    if kind in LANES:
        tags |= {"lanes": LANES[kind][0], "maxspeed": LANES[kind][1], "lit": "yes"}
    return tags | ({"bridge": "yes", "layer": "1"} if bridge else {})


def _buildings(extract: Extract, built: list[Building]) -> int:
    for building in built:
        extract.area(building.polygon, _building_tags(building))
    return len(built)


def _building_tags(building: Building) -> dict[str, str]:
    tags = {"building": building.use}
    if building.height is not None:
        tags["height"] = f"{building.height:g}"
    if building.levels is not None:
        tags["building:levels"] = str(building.levels)
    if building.number:
        tags |= {"addr:street": building.street or "", "addr:housenumber": building.number}
    if building.name and building.amenity:
        tags |= {"name": building.name, "name:en": latin(building.name), "amenity": building.amenity}
    return tags


def _land(extract: Extract, plan: Plan, built: list[Building], rng: np.random.Generator) -> dict[str, int]:
    counts: dict[str, int] = {"parks": 0, "schools": 0, "kindergartens": 0, "hospitals": 0}
    for block in plan.blocks:
        named = {"name": block.name, "name:ru": block.name, "name:en": latin(block.name)} if block.name else {}
        extract.area(block.land.simplify(0.3), LAND[block.use] | named)
        if f"{block.use}s" in counts:
            counts[f"{block.use}s"] += 1
    yards = playgrounds(plan, built, rng)
    grass = banks_of_grass(plan)
    for shapes, tags in (
        (plan.woods, {"natural": "wood"}),
        (plan.meadows, {"landuse": "meadow"}),
        (grass, {"landuse": "grass"}),
        (yards, {"leisure": "playground"}),
    ):
        for shape in shapes:
            extract.area(shape, tags)
    amenities = [b.amenity for b in built]
    return counts | {
        "playgrounds": len(yards),
        "woods": len(plan.woods),
        "meadows": len(plan.meadows),
        "grass": len(grass),
        "police": amenities.count("police"),
        "fire_stations": amenities.count("fire_station"),
    }


def _water(extract: Extract, plan: Plan) -> dict[str, int]:
    name = {"name": "Каменка", "name:ru": "Каменка", "name:en": "Kamenka"}
    extract.area(plan.river, {"natural": "water", "water": "river", **name})
    extract.area(pond(plan), {"natural": "water", "water": "pond"})
    extract.way(lonlat(np.array(plan.ground.river_line().coords)), {"waterway": "river", **name})
    return {"water": 2, "bridges": sum(edge.bridge for edge in plan.edges)}


def _districts(extract: Extract, plan: Plan, built: list[Building]) -> int:
    ways = {
        name: extract.way(lonlat(line), {"boundary": "administrative", "admin_level": "9"})
        for name, line in borders(plan.ground).items()
    }
    for district in plan.districts:
        tags = {"type": "boundary", "boundary": "administrative", "admin_level": "9", "ref": district.code}
        tags |= {"name": district.name, "name:ru": district.name, "name:en": district.name_en}
        extract.relations.append(([("w", ways[name], "outer") for name, _ in district.ring], tags))
    return len(plan.districts)

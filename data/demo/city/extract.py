"""Writing the city as an OpenStreetMap extract."""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from data.demo.ground import lonlat
from data.demo.osm import Extract

from .blocks import Block
from .buildings import Buildings
from .districts import District
from .greens import Greens
from .land import Land
from .names import Names, tags
from .streets import Streets
from .words import NUMBERED

LANES = {
    "trunk": ("4", "90"),
    "primary": ("4", "60"),
    "secondary": ("2", "60"),
    "tertiary": ("2", "60"),
    "residential": ("2", "40"),
    "living_street": ("1", "20"),
}
LAND = {
    "old": {"landuse": "commercial"},
    "centre": {"landuse": "commercial"},
    "flats": {"landuse": "residential"},
    "towers": {"landuse": "residential"},
    "villas": {"landuse": "residential"},
    "industry": {"landuse": "industrial"},
    "park": {"leisure": "park"},
    "marketplace": {"amenity": "marketplace"},
    "school": {"amenity": "school", "barrier": "fence"},
    "kindergarten": {"amenity": "kindergarten", "barrier": "fence"},
    "hospital": {"amenity": "hospital"},
    "university": {"amenity": "university"},
}
USED = {"building", "highway", "railway", "natural", "landuse", "leisure", "amenity", "waterway", "man_made"}
IDLE = {
    ("landuse", "residential"),
    ("landuse", "commercial"),
    ("landuse", "industrial"),
    ("amenity", "marketplace"),
}
RIVER = {"ru": "Каменка", "en": "Kamenka", "uk": "Кам'янка", "kk": "Каменка"}


def streets(extract: Extract, laid: Streets, water: shapely.Polygon) -> dict[str, int]:
    """Each street as few ways as its shape allows; bridges are ways of their own, the railway runs beside."""
    whole, before = laid.network, len(extract.ways)
    over = shapely.contains(water, shapely.line_interpolate_point(whole.shapes, 0.5, normalized=True))
    groups: dict[tuple, list[int]] = {}
    for index in np.flatnonzero(laid.street >= 0):
        groups.setdefault((int(laid.street[index]), int(whole.kind[index]), bool(over[index])), []).append(int(index))
    kinds = whole.kinds()
    for (street, _, bridge), members in groups.items():
        merged = shapely.line_merge(shapely.multilinestrings(whole.shapes[members]))
        for line in shapely.get_parts(merged):
            extract.way(
                lonlat(shapely.get_coordinates(line)), street_tags(kinds[members[0]], bridge, laid.names[street])
            )
    made = len(extract.ways) - before
    return {"streets": made, "bridges": sum(bridge for _, _, bridge in groups), "railways": railway(extract, laid)}


def street_tags(kind: str, bridge: bool, names: Names | None) -> dict[str, str]:
    found = {"highway": kind, "surface": "asphalt"} | (tags(names) if names else {})
    if kind in LANES:
        found |= {"lanes": LANES[kind][0], "maxspeed": LANES[kind][1], "lit": "yes"}
    return found | ({"bridge": "yes", "layer": "1"} if bridge else {})


def railway(extract: Extract, laid: Streets) -> int:
    """Two tracks side by side."""
    line = shapely.line_merge(shapely.multilinestrings(laid.network.shapes[laid.network.is_kind("rail")]))
    tracks = [part for aside in (-2.5, 2.5) for part in shapely.get_parts(shapely.offset_curve(line, aside))]
    for track in tracks:
        extract.way(
            lonlat(shapely.get_coordinates(track.simplify(0.3))), {"railway": "rail", "usage": "main", "gauge": "1520"}
        )
    return len(tracks)


def houses(extract: Extract, laid: Streets, built: Buildings) -> dict[str, int]:
    for index, shape in enumerate(built.shapes):
        extract.area(shape, house_tags(laid, built, index))
    known, stated = ~np.isnan(built.height), built.levels > 0
    return {
        "buildings": len(built.shapes),
        "buildings_with_height": int(known.sum()),
        "buildings_with_levels": int(stated.sum()),
        "buildings_without_either": int((~known & ~stated).sum()),
        "buildings_with_address": int((built.number != "").sum()),
    }


def house_tags(laid: Streets, built: Buildings, index: int) -> dict[str, str]:
    found = {"building": "public" if built.amenity[index] else str(built.use[index])}
    if not np.isnan(built.height[index]):
        found["height"] = f"{built.height[index]:g}"
    if built.levels[index] > 0:
        found["building:levels"] = str(built.levels[index])
    if built.number[index]:
        names = laid.names[laid.street[built.segment[index]]]
        found |= {"addr:street": names["ru"] if names else "", "addr:housenumber": str(built.number[index])}
    if index in built.names:
        found |= tags(built.names[index])
    if (kind := built.amenity[index]) == "train_station":
        return found | {"building": "train_station", "public_transport": "station"}
    return found | ({"amenity": kind} if kind else {})


def grounds(extract: Extract, made: list[Block], green: Greens) -> dict[str, int]:
    """Land use, sites with their grounds and gates, and everything green."""
    for block in made:
        extract.area(block.land.simplify(0.3), LAND[block.use] | (tags(block.names) if block.names else {}))
    for shapes, own in (
        (green.woods, {"natural": "wood"}),
        (green.meadows, {"landuse": "meadow"}),
        (green.grass, {"landuse": "grass"}),
        (green.playgrounds, {"leisure": "playground"}),
        (green.pitches, {"leisure": "pitch", "sport": "soccer"}),
    ):
        for shape in shapes:
            extract.area(shape, own)
    for path in green.paths:
        extract.way(lonlat(shapely.get_coordinates(path)), {"highway": "footway", "surface": "paving_stones"})
    for lon, lat in lonlat(green.gates):
        extract.node((float(lon), float(lat)), {"barrier": "gate", "access": "private"})
    counted = Counter(block.use for block in made)
    sites = {f"{kind}s": counted[kind] for kind in (*NUMBERED, "park") if kind in counted or kind == "park"}
    return sites | {
        "playgrounds": len(green.playgrounds),
        "woods": len(green.woods),
        "meadows": len(green.meadows),
        "grass": len(green.grass),
        "gates": len(green.gates),
        "paths": len(green.paths),
    }


def water(extract: Extract, land: Land, green: Greens) -> dict[str, int]:
    extract.area(land.river(), {"natural": "water", "water": "river", **tags(RIVER)})
    for pond in green.ponds:
        extract.area(pond, {"natural": "water", "water": "pond"})
    for line in shapely.get_parts(land.river_line()):
        extract.way(lonlat(shapely.get_coordinates(line)), {"waterway": "river", **tags(RIVER)})
    return {"water": 1 + len(green.ponds)}


def districts(extract: Extract, made: list[District]) -> dict[str, int]:
    """Relations whose ways are shared by neighbours."""
    members: list[list[tuple[str, int, str]]] = [[] for _ in made]
    for pair, line in borders(made):
        way = extract.way(lonlat(shapely.get_coordinates(line)), {"boundary": "administrative", "admin_level": "9"})
        for number in pair:
            members[number].append(("w", way, "outer"))
    for own, district in zip(members, made, strict=True):
        found = {"type": "boundary", "boundary": "administrative", "admin_level": "9", "ref": district.code}
        extract.relations.append((own, found | tags(district.names)))
    return {"districts": len(made)}


def borders(made: list[District]) -> list[tuple[tuple[int, ...], shapely.LineString]]:
    """Every stretch of border with the one or two districts it belongs to."""
    lines = np.array([district.polygon.boundary for district in made], dtype=object)
    found: list[tuple[tuple[int, ...], shapely.LineString]] = []
    inner = []
    for one in range(len(made)):
        for other in range(one + 1, len(made)):
            shared = shapely.intersection(lines[one], lines[other])
            parts = [part for part in shapely.get_parts(shared) if part.geom_type == "LineString"]
            merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(parts))) if parts else []
            inner += parts
            found += [((one, other), line) for line in merged]
    shared = shapely.union_all(inner)
    for one, line in enumerate(lines):
        left = shapely.get_parts(shapely.line_merge(shapely.difference(line, shared)))
        found += [((one,), part) for part in left if part.geom_type == "LineString"]
    return found


def write(
    path: Path,
    land: Land,
    laid: Streets,
    made: list[Block],
    built: Buildings,
    green: Greens,
    areas: list[District],
    watching: list[dict],
) -> dict[str, Any]:
    """Write the extract; returns its account and how many of each thing it holds.

    `watching`: [{"place": (2,), "tags": {…}}, …].
    """
    extract = Extract()
    counts = {
        **streets(extract, laid, land.river()),
        **houses(extract, laid, built),
        **grounds(extract, made, green),
        **water(extract, land, green),
        **districts(extract, areas),
        "cameras": len(watching),
        "police": int((built.amenity == "police").sum()),
    }
    for camera in watching:
        lon, lat = lonlat(camera["place"])[0]
        extract.node((float(lon), float(lat)), camera["tags"])
    extract.write(path)
    whole = _mapped(extract)
    return {"read": whole, "loaded": whole, "rejected": 0, "reasons": {}} | counts


def _mapped(extract: Extract) -> int:
    """How many objects a map of safety can use: no gates, no plain land use, no ways that only bound a district."""
    things = [*extract.tagged.values(), *(own for _, own in extract.ways)]
    areas = [own for _, own in extract.relations]
    return sum(map(_usable, things)) + sum("boundary" in own or _usable(own) for own in areas)


def _usable(own: dict[str, str]) -> bool:
    return any(key in USED and (key, value) not in IDLE for key, value in own.items())

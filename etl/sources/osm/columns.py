"""The columns of each layer's record, from an object's key, tags, kind and shapes."""

from typing import Any

from etl.sources.osm import kinds
from etl.sources.osm.directions import look
from etl.sources.osm.heights import building_base, building_height, count, metres
from etl.sources.osm.shapes import Shapes
from etl.sources.osm.tags import Tags, address, former, level, names, stated, text

Columns = dict[str, Any]
STEEPEST = 90


def building(key: str, tags: Tags, kind: str, shapes: Shapes) -> Columns:
    """`building=yes` says no kind; a part that is a building too is a building."""
    height, assumed = building_height(tags)
    return {
        "kind": "" if kind == "yes" else kind[:64],
        "is_part": stated(tags, "building:part") and not stated(tags, "building"),
        "name": text(tags, "name", most=200),
        "street": text(tags, "addr:street", "addr:place", most=200),
        "number": text(tags, "addr:housenumber", most=64),
        "height_m": height,
        "base_m": building_base(tags),
        "levels": count(tags.get("building:levels", "")),
        "height_assumed": assumed,
        "shape": shapes.area,
    }


def street(key: str, tags: Tags, kind: str, shapes: Shapes) -> Columns:
    return {
        "kind": kind[:32],
        "rank": kinds.rank(kind),
        "name": text(tags, "name", most=200),
        "names": names(tags),
        "former": former(tags),
        "width_m": metres(tags.get("width", "")),
        "bridge": stated(tags, "bridge"),
        "tunnel": stated(tags, "tunnel"),
        "layer": level(tags),
        "shape": shapes.line,
    }


def cover(key: str, tags: Tags, kind: str, shapes: Shapes) -> Columns:
    return {"kind": kind, "name": text(tags, "name", most=200), "names": names(tags), "shape": shapes.area}


def ground_line(key: str, tags: Tags, kind: str, shapes: Shapes) -> Columns:
    return cover(key, tags, kind, shapes) | {"shape": shapes.line}


def site(key: str, tags: Tags, kind: str, shapes: Shapes) -> Columns:
    """A site drawn as an area keeps its grounds; its point lies inside them."""
    return {
        "kind": kind,
        "name": text(tags, "name", most=250),
        "names": names(tags),
        "address": address(tags),
        "phone": text(tags, "phone", "contact:phone", most=64),
        "point": shapes.point,
        "shape": shapes.area,
    }


def camera(key: str, tags: Tags, kind: str, shapes: Shapes) -> Columns:
    """`owner_name` is the operator; further heads of a camera are its sectors; an unknown azimuth counts as assumed."""
    seen = look(tags)
    tilt = count(tags.get("camera:angle", ""))
    return {
        "code": f"osm-{key.partition('/')[2]}",
        "kind": kind,
        "address": address(tags),
        "height_m": camera_height(tags),
        "azimuth": seen.azimuths[0] if seen.azimuths else None,
        "sectors": list(seen.azimuths[1:]),
        "tilt": tilt if tilt is not None and tilt <= STEEPEST else None,
        "hfov": seen.hfov,
        "assumed": [] if seen.known else ["azimuth"],
        "inventory_number": text(tags, "ref", most=64),
        "owner_name": text(tags, "operator", "owner", most=200),
        "point": shapes.point,
    }


def camera_height(tags: Tags) -> float | None:
    """`camera:height` wins over `height`, which may be the mast's."""
    own = metres(tags.get("camera:height", ""))
    return metres(tags.get("height", "")) if own is None else own


def area(key: str, tags: Tags, kind: str, shapes: Shapes) -> Columns:
    code = text(tags, "ref", most=64) or f"osm-{key.partition('/')[2]}"
    return {
        "kind": kind,
        "code": code,
        "name": text(tags, "name", most=200) or code,
        "names": names(tags),
        "population": population(tags),
        "shape": shapes.area,
    }


def population(tags: Tags) -> int | None:
    said = tags.get("population", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 11 else None

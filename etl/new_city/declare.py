"""Writing a found city down: `city.yml`, its boundary and its districts beside it, each whole or not at all."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
import yaml
from django.utils.text import slugify

from etl.errors import UnclearCity
from etl.new_city.boundaries import Boundary
from etl.new_city.facts import Facts
from etl.new_city.find import Found
from etl.sources.osm.columns import population
from etl.sources.osm.tags import names, text

MARK = "# Made by ./safecity new-city of relation {relation}, © OpenStreetMap contributors, ODbL 1.0.\n"
ADVICE = "# Change what is wrong, then ./safecity load {file}.\n"


@dataclass(frozen=True)
class Written:
    """The files of a declared city; `districts` is None where it has none."""

    city: Path
    boundary: Path
    districts: Path | None


def write(found: Found, facts: Facts, out: Path) -> Written:
    """Write the city's files, `city.yml` last. One that an earlier run made of the same boundary stays as it is.

    Raises `UnclearCity` where `out` is there and is something else.
    """
    mark = MARK.format(relation=found.boundary.relation)
    boundary = out.with_name(f"{out.stem}-boundary.geojson")
    districts = out.with_name(f"{out.stem}-districts.geojson") if found.districts else None
    if out.exists():
        if not out.read_text(encoding="utf-8", errors="replace").startswith(mark):
            raise UnclearCity(f"{out} is there already and is of another city. Name another file: --out FILE.")
        if boundary.exists():
            return Written(out, boundary, districts if districts and districts.exists() else None)
    put(boundary, collection([(found.boundary, {"relation": found.boundary.relation, "name": found.name})]))
    if districts:
        put(districts, collection(zip(found.districts, properties(found.districts), strict=True)))
    declared = yaml.safe_dump(declaration(found, facts, boundary.name), allow_unicode=True, sort_keys=False)
    put(out, mark + ADVICE.format(file=out.name) + declared)
    return Written(out, boundary, districts)


def declaration(found: Found, facts: Facts, boundary: str) -> dict[str, Any]:
    """What `city.yml` says."""
    told: dict[str, Any] = {"code": code_of(found), "name": found.name, "boundary": boundary}
    told |= {"timezone": facts.timezone, "crs": facts.crs, "languages": list(facts.languages)}
    return told | ({"country": facts.country} if facts.country else {})


def code_of(found: Found) -> str:
    """A short name in Latin letters: of the English name where there is one, else the relation's number."""
    tags = found.boundary.tags
    latin = (slugify(text(tags, key, most=120))[:50] for key in ("name:en", "int_name", "name"))
    return next((code for code in latin if code), f"osm-{found.boundary.relation}")


def properties(districts: Iterable[Boundary]) -> list[dict[str, Any]]:
    """Code, name, names by language and population of each district."""
    return [
        {
            "code": f"osm-{one.relation}",
            "name": one.name,
            "names": names(one.tags),
            "population": population(one.tags),
            "admin_level": one.level,
        }
        for one in districts
    ]


def collection(features: Iterable[tuple[Boundary, dict[str, Any]]]) -> str:
    """A GeoJSON FeatureCollection."""
    told = [
        {"type": "Feature", "properties": given, "geometry": json.loads(shapely.to_geojson(one.shape))}
        for one, given in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": told}, ensure_ascii=False)


def put(path: Path, content: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(content, encoding="utf-8")
    draft.replace(path)

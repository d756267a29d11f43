"""What the columns of a table may mean: by their names in four languages, and by what stands in them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from etl.city import CitySpec
from etl.upload import dates, places
from gis_app.incidents.kinds import kinds
from gis_app.sources import fields
from gis_app.sources.fields import INCIDENTS, LAYERS, of_layer

EXACT, WITHIN = 10, 4
SHORT = 3
OF_OTHERS = {
    "cameras": {"kind": "fixed dome ptz anpr red_light speed", "status": "working offline repair planned removed"},
    "sites": {
        "kind": "school kindergarten hospital clinic police fire_station university library townhall park playground"
    },
}
TELLING = {
    "cameras": ("azimuth", "hfov", "archive_days", "inventory_number", "recorder"),
    "accidents": ("dead", "injured", "vehicles", "weather", "road"),
    "crimes": ("article", "solved", "number"),
    "sites": ("phone",),
}


def plain(text: str) -> str:
    """A name without what varies: small letters, one space between words.

    >>> plain("Дата_совершения, г."), plain("Crash Date/Time")
    ('дата совершения г', 'crash date time')
    """
    spaced = re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])", " ", text)
    return " ".join(re.findall(r"[^\W_]+", spaced.lower().replace("ё", "е")))


def form_of(found: Mapping[str, Any], city: CitySpec, said: Mapping[str, Any]) -> dict[str, Any]:
    """A form with a guess for all that `said` does not say already."""
    reading, columns = found["reading"], found["columns"]
    layer = said.get("layer") or layer_of([column["name"] for column in columns], reading["geometry"])
    roles = merged(roles_of(columns, layer, city), known(said.get("roles", {}), columns, layer))
    where = place(columns, roles, city)
    guessed = {
        "crs": reading["crs"] if reading["geometry"] else where.crs if where else "EPSG:4326",
        "decimal": where.decimal if where else ".",
        "zone": city.timezone,
        "formats": dates.formats_of(moments(columns, roles)),
        "midnight": "known",
        "precision": "point",
    }
    lookups = {role: lookup(columns, roles, role, layer) for role in ("kind", "status")}
    return {
        **guessed,
        **{name: value for name, value in said.items() if value},
        "layer": layer,
        "roles": roles,
        "by_address": addresses(columns, roles, said),
        "lookups": {role: {**values, **said.get("lookups", {}).get(role, {})} for role, values in lookups.items()},
    }


def moments(columns: list[dict[str, Any]], roles: Mapping[str, str]) -> list[str]:
    """Samples of what is read as the moment: the column of dates, with that of times of day where there is one."""
    found = {roles[column["name"]]: column for column in columns if roles.get(column["name"]) in ("date", "time")}
    if "date" not in found:
        return []
    date, time = found["date"], found.get("time")
    if time is None:
        return list(date["samples"])
    return dates.together(date["samples"], time["samples"], time["filled"] < date["filled"])


def addresses(columns: list[dict[str, Any]], roles: Mapping[str, str], said: Mapping[str, Any]) -> list[str]:
    """The columns whose address places a row without coordinates: as was said, else the one that holds addresses."""
    names = [column["name"] for column in columns]
    if said.get("by_address") is not None:
        return [name for name in said["by_address"] if name in names]
    return [name for name in names if roles.get(name) in ("place", "address")]


def known(roles: Mapping[str, str], columns: Iterable[Mapping[str, Any]], layer: str) -> dict[str, str]:
    """The roles that were said, of columns that the file has and of the layer; "" where it was said to be none."""
    names, meant = {column["name"] for column in columns}, {"", *of_layer(layer)}
    return {name: role for name, role in roles.items() if name in names and role in meant}


def merged(guessed: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """What was said, and the guesses of roles and columns that nothing was said of."""
    taken = set(said.values())
    return {**{name: role for name, role in guessed.items() if name not in said and role not in taken}, **said}


def layer_of(names: list[str], geometry: str) -> str:
    """The layer whose telling columns the table has most of; crimes where nothing tells."""
    if geometry == "shape":
        return "areas"
    scores = {
        layer: sum(max((likeness(name, role) for name in names), default=0) >= EXACT for role in telling)
        for layer, telling in TELLING.items()
    }
    best = max(scores, key=lambda layer: scores[layer])
    return best if scores[best] else "crimes"


def likeness(name: str, role: str) -> int:
    """How much a column's name speaks for a role: 0 to 10."""
    told = plain(name)
    words = fields.words().get(role, [])
    if told in words:
        return EXACT
    return WITHIN if any(len(word) > SHORT and f" {word} " in f" {told} " for word in words) else 0


def roles_of(columns: list[dict[str, Any]], layer: str, city: CitySpec) -> dict[str, str]:
    """The role of each column that has a likely one; each role goes to one column, the likeliest."""
    claims = [
        (likeness(column["name"], role), -at, column["name"], role)
        for at, column in enumerate(columns)
        for role in of_layer(layer)
        if column["filled"]
    ]
    taken: dict[str, str] = {}
    for strength, _at, name, role in sorted(claims, key=lambda claim: claim[:2], reverse=True):
        if strength and name not in taken and role not in taken.values() and holds(columns, name, role):
            taken[name] = role
    return by_values(columns, taken, layer, city)


def holds(columns: list[dict[str, Any]], name: str, role: str) -> bool:
    """Whether what stands in the column can be what its name says: numbers for coordinates, dates for a date."""
    samples = next(column["samples"] for column in columns if column["name"] == name)
    if role in ("lat", "lon"):
        return name in places.numeric([{"name": name, "samples": samples}])
    if role == "time":
        return dates.are_clocks(samples)
    return bool(dates.formats_of(samples)) if role == "date" else True


def by_values(columns: list[dict[str, Any]], taken: dict[str, str], layer: str, city: CitySpec) -> dict[str, str]:
    """The roles, with coordinates and date found by what stands in the columns where no name told."""
    named = {role: name for name, role in taken.items()}
    if layer != "areas" and not {"lat", "lon"} <= named.keys() and (found := places.find(columns, named, city)):
        taken = {name: role for name, role in taken.items() if role not in ("lat", "lon")}
        taken |= {found.lon: "lon", found.lat: "lat"}
    if layer in INCIDENTS and "date" not in named:
        free = [column for column in columns if column["name"] not in taken]
        dated = next((column["name"] for column in free if dates.formats_of(column["samples"])), "")
        taken |= {dated: "date"} if dated else {}
    return taken


def place(columns: list[dict[str, Any]], roles: Mapping[str, str], city: CitySpec) -> places.Place | None:
    """The coordinates' system and decimal mark, for the columns that have the roles."""
    named = {role: name for name, role in roles.items() if role in ("lat", "lon")}
    chosen = [column for column in columns if column["name"] in named.values()]
    return places.find(chosen, named, city) if len(chosen) == 2 else None


def codes(layer: str, role: str) -> list[str]:
    """What the values of a column of that role are mapped to."""
    if layer in INCIDENTS:
        return [code for code, kind in kinds().items() if kind.layer == layer] if role == "kind" else []
    return OF_OTHERS.get(layer, {}).get(role, "").split()


def lookup(columns: list[dict[str, Any]], roles: Mapping[str, str], role: str, layer: str) -> dict[str, str]:
    """Our code for each value of the role's column that has a likely one."""
    column = next((column for column in columns if roles.get(column["name"]) == role), None)
    if layer not in LAYERS or column is None:
        return {}
    found = {value: kind_of(value, codes(layer, role)) for value in column["values"] or {}}
    return {value: code for value, code in found.items() if code}


def kind_of(value: str, choices: Iterable[str]) -> str:
    """The code that a source's word most likely means: by its name in our languages, else by the longest known part."""
    told, best, length = plain(value), "", 0
    for code in choices:
        kind = kinds().get(code)
        names = {plain(name) for name in kind.names.values()} if kind else set()
        if told == plain(code) or told in names:
            return code
        for part in fields.kind_words().get(code, []):
            if part in told and len(part) > length:
                best, length = code, len(part)
    return best

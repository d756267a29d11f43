"""From what a person said of a table to the `source.yml` that a developer would have written, and back."""

from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import ValidationError

from etl.errors import BadDeclaration
from etl.spec import SourceSpec
from gis_app.sources.fields import INCIDENTS, Field, lacking, of_layer

OWN = ("lat", "lon", "date", "time", "kind", "id", "stated_area")
OF_PERSON = ("name", "publisher", "licence", "address")


def missing(form: Mapping[str, Any], found: Mapping[str, Any]) -> list[Field]:
    """The fields that the layer needs and nothing has been said of."""
    return lacking(form, found["reading"]["geometry"])


def document(form: Mapping[str, Any], reading: Mapping[str, Any]) -> dict[str, Any]:
    """The content of `source.yml`. The form has every field that its layer needs (`missing` gives none)."""
    layer, named = form["layer"], columns_of(form)
    told: dict[str, Any] = {name: str(form.get(name) or "") for name in OF_PERSON}
    told |= {"layer": layer, **declared(reading)}
    told |= place(form, reading["geometry"], named)
    told["crs"] = form.get("crs") or "EPSG:4326"
    if "id" in named:
        told["id"] = named["id"]
    if "stated_area" in named:
        told["stated_area"] = named["stated_area"]
    if layer in INCIDENTS:
        told |= incident(form, named)
    if layer == "areas":
        told["unite"] = True
    told["columns"] = {**constants(form, layer), **columns(form, named, layer)}
    return told


def declared(reading: Mapping[str, Any]) -> dict[str, Any]:
    """The part that says how to read the file."""
    names = ("format", "delimiter", "encoding") if reading["format"] == "csv" else ("format",)
    told = {name: reading[name] for name in names}
    if reading["table"]:
        told["table"] = reading["table"]
    return told | ({"headers": [reading["columns"]]} if reading["header"] else {"columns_are": reading["columns"]})


def columns_of(form: Mapping[str, Any]) -> dict[str, str]:
    """The column of each role."""
    known = of_layer(form["layer"])
    return {role: name for name, role in form.get("roles", {}).items() if role in known}


def place(form: Mapping[str, Any], geometry: str, named: Mapping[str, str]) -> dict[str, Any]:
    """Where the coordinates stand, in two columns or with the row in formats that carry a geometry; and the address."""
    if form["layer"] == "areas" and geometry == "shape":
        return {}
    address = [name for name in form.get("by_address") or [] if isinstance(name, str)]
    told: dict[str, Any] = {"by_address": {"columns": address}} if address else {}
    if "lat" in named and "lon" in named:
        told["point"] = {"lon": named["lon"], "lat": named["lat"], "decimal": form.get("decimal") or "."}
    elif geometry or not address:
        told["point"] = {}
    return told


def incident(form: Mapping[str, Any], named: Mapping[str, str]) -> dict[str, Any]:
    known = {value: code for value, code in form.get("lookups", {}).get("kind", {}).items() if code}
    moment = {"column": named["date"], "formats": form["formats"], "midnight": form.get("midnight") or "known"}
    if "time" in named:
        moment["time"] = named["time"]
    kind = {"column": named["kind"], "lookup": known} if "kind" in named else {"value": form["kind_value"]}
    return {"timezone": form.get("zone") or "", "moment": moment, "kind": kind}


def constants(form: Mapping[str, Any], layer: str) -> dict[str, Any]:
    """What holds for every row: how exactly the place is known, the kind of an area."""
    if layer in INCIDENTS:
        return {"place_precision": {"value": form.get("precision") or "point"}}
    if layer == "areas":
        return {"kind": {"value": form.get("area_kind") or "administrative"}}
    return {"kind": {"value": form.get("site_kind") or "school"}} if layer == "sites" else {}


def columns(form: Mapping[str, Any], named: Mapping[str, str], layer: str) -> dict[str, Any]:
    own = OWN if layer in INCIDENTS else tuple(role for role in OWN if role != "kind")
    return {
        role: converted(field, named[role], form)
        for role, field in of_layer(layer).items()
        if role in named and role not in own
    }


def converted(field: Field, column: str, form: Mapping[str, Any]) -> str | dict[str, Any]:
    if field.convert == "lookup":
        known = form.get("lookups", {}).get(field.role, {})
        return {"column": column, "lookup": {value: code for value, code in known.items() if code}}
    if field.convert == "text":
        return column
    told: dict[str, Any] = {"column": column, "kind": field.convert}
    return told | ({"formats": form.get("formats") or ["%d.%m.%Y"]} if field.convert == "date" else {})


def as_yaml(told: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(told), allow_unicode=True, sort_keys=False, width=120)


def spec_of(code: str, told: Mapping[str, Any]) -> SourceSpec:
    """The declaration, as it will be read from its file. Raises `BadDeclaration`."""
    try:
        return SourceSpec(code=code, **yaml.safe_load(as_yaml(told)))
    except (ValidationError, yaml.YAMLError, TypeError) as error:
        raise BadDeclaration(f"{code}: {error}") from error


def form_of(spec: SourceSpec) -> dict[str, Any]:
    """What a person would have said to get this declaration; what the pages don't know of it is left out."""
    roles = {column.column: role for role, column in spec.columns.items() if column.column}
    lookups = {role: column.lookup for role, column in spec.columns.items() if column.lookup}
    for role, name in {"id": spec.id, "stated_area": spec.stated_area}.items():
        roles |= {name: role} if name else {}
    told: dict[str, Any] = {name: getattr(spec, name) for name in OF_PERSON}
    told |= {"code": spec.code, "layer": spec.layer, "crs": spec.crs, "zone": spec.timezone}
    if spec.point and spec.point.lon != "geometry.lon":
        roles |= {spec.point.lon: "lon", spec.point.lat: "lat"}
        told["decimal"] = spec.point.decimal
    if spec.moment:
        roles |= {spec.moment.column: "date"} | ({spec.moment.time: "time"} if spec.moment.time else {})
        told |= {"formats": spec.moment.formats, "midnight": spec.moment.midnight}
    if spec.kind and spec.kind.column:
        roles[spec.kind.column] = "kind"
        lookups["kind"] = spec.kind.lookup
    told["kind_value"] = spec.kind.value if spec.kind else ""
    told["by_address"] = spec.by_address.columns if spec.by_address else []
    told["reading"] = {"delimiter": spec.delimiter, "encoding": spec.encoding, "table": spec.table}
    if spec.format == "csv":
        told["reading"]["header"] = not spec.columns_are
    return told | {"roles": roles, "lookups": lookups}

"""What a column of somebody's table can be to us, by layer; the words that columns go by are in `data/columns.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import yaml
from django.conf import settings
from django.utils.translation import gettext_lazy as _

INCIDENTS = ("crimes", "accidents", "calls")
LAYERS = (*INCIDENTS, "cameras", "sites", "areas")
POINTS = tuple(layer for layer in LAYERS if layer != "areas")
MOST_ADDRESS = 6
Convert = Literal["own", "text", "integer", "number", "boolean", "date", "lookup"]


@dataclass(frozen=True)
class Field:
    """One of our columns that a person may give a column of the file to.

    convert: `own` where the declaration has a place of its own for it, else as `etl.spec.Column` converts.
    """

    role: str
    title: Any
    layers: tuple[str, ...]
    convert: Convert = "text"
    needed: bool = False


FIELDS: tuple[Field, ...] = (
    Field("lat", _("Latitude, or northing (Y)"), POINTS, "own", True),
    Field("lon", _("Longitude, or easting (X)"), POINTS, "own", True),
    Field("date", _("Date, or date and time"), INCIDENTS, "own", True),
    Field("time", _("Time of day, where it stands apart"), INCIDENTS, "own"),
    Field("kind", _("Kind of incident"), INCIDENTS, "own", True),
    Field("id", _("The source's own number of the row"), LAYERS, "own"),
    Field("place", _("Address"), INCIDENTS),
    Field("stated_area", _("Area, as stated"), POINTS, "own"),
    Field("number", _("Number of the case"), ("crimes",)),
    Field("article", _("Article of law"), ("crimes",)),
    Field("place_type", _("Kind of place"), INCIDENTS),
    Field("solved", _("Solved (yes or no)"), ("crimes",), "boolean"),
    Field("domestic", _("Domestic (yes or no)"), ("crimes",), "boolean"),
    Field("dead", _("Killed"), INCIDENTS, "integer"),
    Field("injured", _("Injured"), INCIDENTS, "integer"),
    Field("participants", _("Participants"), INCIDENTS, "integer"),
    Field("vehicles", _("Vehicles"), ("accidents",), "integer"),
    Field("light", _("Light"), ("accidents",)),
    Field("weather", _("Weather"), ("accidents",)),
    Field("road", _("State of the road"), ("accidents",)),
    Field("cause", _("Cause"), ("accidents",)),
    Field("code", _("Code or number"), ("areas",), needed=True),
    Field("code", _("Code or number"), ("cameras",)),
    Field("name", _("Name"), ("sites", "areas")),
    Field("address", _("Address"), ("cameras", "sites")),
    Field("kind", _("Type of camera"), ("cameras",), "lookup"),
    Field("kind", _("Kind of site"), ("sites",), "lookup"),
    Field("status", _("State"), ("cameras",), "lookup"),
    Field("azimuth", _("Azimuth, degrees"), ("cameras",), "number"),
    Field("hfov", _("Horizontal angle of view, degrees"), ("cameras",), "number"),
    Field("tilt", _("Tilt below the horizon, degrees"), ("cameras",), "number"),
    Field("height_m", _("Height, metres"), ("cameras",), "number"),
    Field("inventory_number", _("Inventory number"), ("cameras",)),
    Field("owner_name", _("Owner"), ("cameras",)),
    Field("holder_name", _("Holder"), ("cameras",)),
    Field("contractor_name", _("Contractor"), ("cameras",)),
    Field("purpose", _("Purpose"), ("cameras",)),
    Field("legal_ground", _("Legal ground"), ("cameras",)),
    Field("archive_days", _("Term of storage, days"), ("cameras",), "integer"),
    Field("recorder", _("Recorder"), ("cameras",)),
    Field("channel", _("Channel"), ("cameras",)),
    Field("installed_on", _("Installed on"), ("cameras",), "date"),
    Field("phone", _("Telephone"), ("sites",)),
    Field("population", _("Population"), ("areas",), "number"),
)


def of_layer(layer: str) -> dict[str, Field]:
    """The fields of a layer by their role."""
    return {field.role: field for field in FIELDS if layer in field.layers}


def needed(layer: str, geometry: str) -> list[Field]:
    """The fields without which no row of the layer can be taken; a file that carries points needs no coordinates."""
    given = {"lat", "lon"} if geometry else set()
    return [field for field in of_layer(layer).values() if field.needed and field.role not in given]


def lacking(form: Mapping[str, Any], geometry: str) -> list[Field]:
    """The fields that the form's layer needs and nothing has been said of.

    An address may stand for coordinates, one kind of all rows for a column of kinds.
    """
    given = {role for role in form.get("roles", {}).values() if role}
    if form.get("by_address"):
        given |= {"lat", "lon"}
    if form.get("kind_value"):
        given.add("kind")
    half = {"lat", "lon"} & set(form.get("roles", {}).values())
    if len(half) == 1:
        given -= {"lat", "lon"} - half
    return [field for field in needed(form["layer"], geometry) if field.role not in given]


@cache
def words() -> dict[str, list[str]]:
    """The names that columns of each role go by, in four languages and in abbreviations."""
    text = (settings.BASE_DIR / "data" / "columns.yml").read_text(encoding="utf-8")
    return {role: [str(word) for word in given] for role, given in yaml.safe_load(text)["columns"].items()}


@cache
def kind_words() -> dict[str, list[str]]:
    """Parts of the words by which sources name each kind of ours."""
    text = (settings.BASE_DIR / "data" / "columns.yml").read_text(encoding="utf-8")
    return {code: [str(word) for word in given] for code, given in yaml.safe_load(text)["kinds"].items()}

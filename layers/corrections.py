"""What of a record a person may put right: the field's name, how it is given, and which columns hold it.

Two columns are not the table's own: `point` is kept as [longitude, latitude], and `assumed` is whether the field stands
in the record's list of assumed ones.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gis_app.errors import BadInput
from gis_app.incidents.kinds import kinds, of_layer
from gis_app.places.queries import zone_of_city
from layers.words import CAMERA_KINDS, CAMERA_STATES, SITE_KINDS

LONGEST = 250
YEARS = 1900, 2100
Columns = dict[str, Any]


@dataclass(frozen=True)
class Correctable:
    """One field. `way`: point, choice, number, text or moment. `choices`: codes with their words, for a choice."""

    title: Any
    way: str
    columns: tuple[str, ...]
    choices: Callable[[], Mapping[str, Any]] = dict
    unit: Any = ""
    least: float = 0
    most: float = 0
    made: Callable[[Any], Columns] = lambda value: {}

    def parsed(self, given: Any) -> Columns:
        """What is given as values of the columns. Raises BadInput, one sentence."""
        value = READERS[self.way](self, given)
        if isinstance(value, dict):
            return value
        return {self.columns[0]: value, **self.made(value)}


def read_text(field: Correctable, given: Any) -> str:
    longest = int(field.most) or LONGEST
    if not isinstance(given, str) or len(given) > longest or "\0" in given:
        raise BadInput(_("%(field)s: a text of at most %(most)s letters.") % {"field": field.title, "most": longest})
    return given.strip()


def read_choice(field: Correctable, given: Any) -> str:
    if given not in field.choices():
        raise BadInput(_("%(field)s: choose one of the list.") % {"field": field.title})
    return str(given)


def read_number(field: Correctable, given: Any) -> float | None:
    """A number within its limits; None for a blank, which says that nobody knows it."""
    if given in (None, ""):
        return None
    try:
        value = float(str(given).replace(",", "."))
    except ValueError:
        value = math.nan
    if not field.least <= value <= field.most:
        limits = {"field": field.title, "least": f"{field.least:g}", "most": f"{field.most:g}"}
        raise BadInput(_("%(field)s: a number from %(least)s to %(most)s.") % limits)
    return value


def read_point(field: Correctable, given: Any) -> Columns:
    """[longitude, latitude] in degrees; whether it lies in the city is judged where it is written."""
    try:
        lon, lat = (round(float(part), 7) for part in given)
    except (TypeError, ValueError):
        lon = lat = math.nan
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise BadInput(_("%(field)s: longitude and latitude in degrees.") % {"field": field.title})
    return {"point": [lon, lat], **({"place_precision": "point"} if "place_precision" in field.columns else {})}


def read_moment(field: Correctable, given: Any) -> Columns:
    """A day, or a day with its clock time, by the city's clock."""
    zone = zone_of_city()
    text = given if isinstance(given, str) else ""
    daily = len(text) == len("2026-06-01")
    try:
        local = datetime.fromisoformat(f"{text}T00:00" if daily else text)
    except ValueError:
        local = None
    if local is None or local.tzinfo or not YEARS[0] <= local.year <= YEARS[1]:
        example = _("%(field)s: a day like 2026-06-01, or with its time, 2026-06-01T14:30.")
        raise BadInput(example % {"field": field.title})
    precision = "day" if daily else "minute"
    return {"at": local.replace(tzinfo=zone).isoformat(), "day": local.date().isoformat(), "time_precision": precision}


READERS: dict[str, Callable[[Correctable, Any], Any]] = {
    "text": read_text,
    "choice": read_choice,
    "number": read_number,
    "point": read_point,
    "moment": read_moment,
}


def kinds_of(layer: str) -> Callable[[], Mapping[str, Any]]:
    return lambda: {kind.code: kind.title for kind in of_layer(layer)}


def weight(code: str) -> Columns:
    """The usual severity of a kind."""
    return {"severity": kinds()[code].severity}


def words(title: Any, column: str, most: int = LONGEST) -> Correctable:
    return Correctable(title, "text", (column,), most=most)


def optics(title: Any, column: str, least: float, most: float, unit: Any = "°") -> Correctable:
    """A number that may have been assumed; a person's is not."""
    return Correctable(
        title, "number", (column, "assumed"), unit=unit, least=least, most=most, made=lambda value: {"assumed": False}
    )


POINT = Correctable(gettext_lazy("Point on the map"), "point", ("point",))
SPOT = Correctable(gettext_lazy("Point on the map"), "point", ("point", "place_precision"))
MOMENT = Correctable(gettext_lazy("When"), "moment", ("at", "day", "time_precision"))
KIND = gettext_lazy("Kind")
PLACE = words(gettext_lazy("Place"), "place")


def weighed_kind(layer: str) -> Correctable:
    return Correctable(KIND, "choice", ("kind", "severity"), kinds_of(layer), made=weight)


CORRECTIONS: dict[str, dict[str, Correctable]] = {
    "crimes": {"point": SPOT, "kind": weighed_kind("crimes"), "moment": MOMENT, "place": PLACE},
    "calls": {"point": SPOT, "kind": weighed_kind("calls"), "moment": MOMENT, "place": PLACE},
    "accidents": {
        "point": SPOT,
        "kind": Correctable(KIND, "choice", ("kind",), kinds_of("accidents")),
        "moment": MOMENT,
        "place": PLACE,
    },
    "cameras": {
        "point": POINT,
        "kind": Correctable(KIND, "choice", ("kind",), lambda: CAMERA_KINDS),
        "status": Correctable(gettext_lazy("State"), "choice", ("status",), lambda: CAMERA_STATES),
        "address": words(gettext_lazy("Address"), "address"),
        "azimuth": optics(gettext_lazy("Direction"), "azimuth", 0, 360),
        "hfov": optics(gettext_lazy("Angle of view"), "hfov", 1, 360),
        "tilt": optics(gettext_lazy("Tilt"), "tilt", -90, 90),
        "height_m": optics(gettext_lazy("Height"), "height_m", 0, 300, gettext_lazy("m")),
        "inventory_number": words(gettext_lazy("Inventory number"), "inventory_number", 64),
        "purpose": words(gettext_lazy("Purpose"), "purpose"),
        "legal_ground": words(gettext_lazy("Legal ground"), "legal_ground"),
    },
    "sites": {
        "point": POINT,
        "kind": Correctable(KIND, "choice", ("kind",), lambda: SITE_KINDS),
        "name": words(gettext_lazy("Name"), "name"),
        "address": words(gettext_lazy("Address"), "address"),
    },
    "buildings": {
        "height_m": Correctable(
            gettext_lazy("Height"),
            "number",
            ("height_m", "height_assumed"),
            unit=gettext_lazy("m"),
            most=1000,
            made=lambda value: {"height_assumed": False},
        ),
        "street": words(gettext_lazy("Street"), "street", 200),
        "number": words(gettext_lazy("Number"), "number", 64),
    },
}


def correctable(layer: str, field: str) -> Correctable:
    """Raises BadInput where a person corrects no such field of the layer."""
    found = CORRECTIONS.get(layer, {}).get(field)
    if found is None:
        raise BadInput(_("There is no field '%(name)s' to correct.") % {"name": field[:40]})
    return found

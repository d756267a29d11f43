"""Where the search looks: one finder a kind of answer, each among the rows that its layer shows to the person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import GEOSGeometry, MultiPoint, Point
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gis_app.devices.models import Camera
from gis_app.folding import fold
from gis_app.places.models import Area, Building, Site, Street
from layers.layer import Viewer
from layers.search import crossings, records
from layers.search.asked import Asked
from layers.search.found import Found, matching, rows, spot
from layers.shared import named
from layers.words import AREA_KINDS, CAMERA_KINDS, SITE_KINDS, word

MOST_STRETCHES = 1000


@dataclass(frozen=True)
class Finder:
    """A kind of answer: its code, title, the layer whose permission it needs, and how it is found."""

    kind: str
    title: Any
    layer: str
    find: Callable[[Viewer, Asked], Iterable[Found]]


def addresses(user: Viewer, asked: Asked) -> Iterable[Found]:
    """Buildings by street, number and name."""
    whole = rows(user, "buildings").filter(is_part=False).exclude(Q(street="") & Q(name=""))
    for row in matching(whole, Building, ("street", "number", "name"), asked):
        address = ", ".join(filter(None, (row.street, row.number)))
        yield Found(
            row.name or address, address if row.name else "", spot(row.shape), "buildings", row.pk, score=row.score
        )


def streets(user: Viewer, asked: Asked) -> Iterable[Found]:
    """Streets, all the stretches of one name together."""
    stretches = matching(
        rows(user, "streets").exclude(name=""), Street, ("name", "names", "former"), asked, most=MOST_STRETCHES
    )
    together: dict[str, list[Any]] = {}
    for row in stretches:
        together.setdefault(row.name, []).append(row)
    for name, parts in together.items():
        title = named(parts[0])
        west, south, east, north = box = MultiPoint([corner for row in parts for corner in ends(row.shape)]).extent
        middle = ((west + east) / 2, (south + north) / 2)
        yield Found(title, name if name != title else "", middle, "streets", parts[0].pk, box, parts[0].score)


def ends(shape: GEOSGeometry) -> list[Point]:
    """South-western and north-eastern corner of a shape's rectangle."""
    west, south, east, north = shape.extent
    return [Point(west, south), Point(east, north)]


def sites(user: Viewer, asked: Asked) -> Iterable[Found]:
    """Schools and other sites by name in any language, address, or what they are called."""
    for row in matching(rows(user, "sites"), Site, ("name", "names", "address"), asked, kinds(SITE_KINDS)):
        detail = ", ".join(filter(None, (word(SITE_KINDS, row.kind), row.address)))
        yield Found(named(row) or word(SITE_KINDS, row.kind), detail, spot(row.point), "sites", row.pk, score=row.score)


def cameras(user: Viewer, asked: Asked) -> Iterable[Found]:
    """Cameras by code, inventory number or address."""
    for row in matching(rows(user, "cameras"), Camera, ("code", "inventory_number", "address"), asked):
        detail = ", ".join(filter(None, (word(CAMERA_KINDS, row.kind), row.address)))
        yield Found(row.code, detail, spot(row.point), "cameras", row.pk, score=row.score)


def areas(user: Viewer, asked: Asked) -> Iterable[Found]:
    for row in matching(rows(user, "areas"), Area, ("name", "names", "code"), asked, kinds(AREA_KINDS)):
        box = row.shape.extent
        yield Found(
            named(row) or row.code, word(AREA_KINDS, row.kind), spot(row.shape), "areas", row.pk, box, row.score
        )


def kinds(titles: dict[str, Any]) -> dict[str, str]:
    """What the reader calls each kind, folded."""
    return {code: fold(str(title)) for code, title in titles.items()}


def crossing(user: Viewer, asked: Asked) -> Iterable[Found]:
    """Where two streets meet or pass each other."""
    if not asked.streets:
        return
    one, other = (crossings.candidates(rows(user, "streets"), half) for half in asked.streets)
    for names, place in crossings.between(one, other):
        yield Found(" / ".join(names), _("Crossing"), place, score=len(asked.required))


FINDERS = (
    Finder("crimes", gettext_lazy("Crimes"), "crimes", records.crimes),
    Finder("accidents", gettext_lazy("Road accidents"), "accidents", records.accidents),
    Finder("calls", gettext_lazy("Emergency calls"), "calls", records.calls),
    Finder("crossings", gettext_lazy("Crossings"), "streets", crossing),
    Finder("addresses", gettext_lazy("Addresses"), "buildings", addresses),
    Finder("streets", gettext_lazy("Streets"), "streets", streets),
    Finder("sites", gettext_lazy("Sites"), "sites", sites),
    Finder("cameras", gettext_lazy("Cameras"), "cameras", cameras),
    Finder("areas", gettext_lazy("Areas"), "areas", areas),
)

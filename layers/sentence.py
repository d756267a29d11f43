"""Filters as a sentence, for downloads, print and the panel of a drawn area."""

from math import pi

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gis_app import speech
from gis_app.incidents import kinds
from gis_app.incidents.filters import Filters
from gis_app.incidents.within import Within
from gis_app.places.models import Area
from layers.methods.geodesic import area_and_edge
from layers.words import AREA_KINDS, CAMERA_KINDS, PLACE_PRECISIONS, QUALITIES, SITE_KINDS, TIME_PRECISIONS, word

KINDS = {**AREA_KINDS, **CAMERA_KINDS, **SITE_KINDS, **QUALITIES}
KM_FROM_M, KM2_FROM_M2 = 10_000, 100_000


def sentence(filters: Filters) -> str:
    """What the filters leave, in the reader's language: period, kinds, areas, precision, drawn area.

    The last day named is still in the period.
    """
    parts = [period(filters), of_kinds(filters), in_areas(filters), precision(filters)]
    drawn = [within(filters.within)] if filters.within else []
    return "; ".join(part for part in [*parts, *drawn] if part)


def period(filters: Filters) -> str:
    begin, end = filters.from_, filters.last
    if begin and end:
        return f"{speech.day(begin)} – {speech.day(end)}"
    if begin:
        return _("from %(day)s on") % {"day": speech.day(begin)}
    return _("until %(day)s") % {"day": speech.day(end)} if end else _("any time")


def of_kinds(filters: Filters) -> str:
    if not filters.kinds:
        return _("all kinds")
    return ", ".join(word(KINDS, code) if code in KINDS else kinds.title(code) for code in filters.kinds)


def in_areas(filters: Filters) -> str:
    """The areas by name, as the filter names them where the city has none."""
    if not filters.areas:
        return ""
    return _("in %(areas)s") % {"areas": ", ".join(map(area_name, filters.areas))}


def area_name(named: str) -> str:
    kind, _colon, code = named.rpartition(":")
    found = Area.objects.filter(kind=kind or Area.Kind.DISTRICT, code=code).defer("shape", "raw").first()
    return found.called if found else named


def precision(filters: Filters) -> str:
    if not filters.precision:
        return ""
    words = {**PLACE_PRECISIONS, **TIME_PRECISIONS}
    return _("known %(precision)s or better") % {"precision": word(words, filters.precision)}


def within(drawn: Within) -> str:
    """A drawn area in words: radius and middle of a circle, corners of a polygon, its size."""
    if drawn.radius_m is not None:
        lon, lat = drawn.points[0]
        return _("within %(radius)s of %(lat)s, %(lon)s") % {
            "radius": length(drawn.radius_m),
            "lat": f"{lat:.5f}",
            "lon": f"{lon:.5f}",
        }
    corners = len(drawn.points)
    return ngettext(
        "in a drawn polygon of %(n)s corner, %(area)s", "in a drawn polygon of %(n)s corners, %(area)s", corners
    ) % {"n": corners, "area": area(size_m2(drawn))}


def size_m2(drawn: Within) -> float:
    """Square metres of a drawn area on the ellipsoid; of a circle as if the ground were flat."""
    return pi * drawn.radius_m**2 if drawn.radius_m is not None else area_and_edge(drawn.points)[0]


def length(metres: float) -> str:
    if metres < KM_FROM_M:
        return f"{speech.number(metres)}\N{NO-BREAK SPACE}{_('m')}"
    return f"{speech.number(metres / 1000, 1)}\N{NO-BREAK SPACE}{_('km')}"


def area(square_metres: float) -> str:
    if square_metres < KM2_FROM_M2:
        return f"{speech.number(square_metres)}\N{NO-BREAK SPACE}{_('m²')}"
    return f"{speech.number(square_metres / 1e6, 2)}\N{NO-BREAK SPACE}{_('km²')}"

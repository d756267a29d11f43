"""Incidents by the number that their register or source gave them."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from gis_app import speech
from gis_app.sources.models import Source
from layers.layer import Viewer
from layers.registry import BY_ID
from layers.search.asked import Asked
from layers.search.found import CANDIDATES, Found, rows, spot

SHORTEST_BEGINNING = 4


def crimes(user: Viewer, asked: Asked) -> Iterable[Found]:
    """Crimes by their source's key, or by the number of their register or its beginning."""
    if not asked.number:
        return
    wanted = by_key(asked.number) | beginning(asked.number)
    yield from told("crimes", rows(user, "crimes").filter(wanted).order_by("number", "pk"))


def accidents(user: Viewer, asked: Asked) -> Iterable[Found]:
    """Accidents by their source's key."""
    if asked.number:
        yield from told("accidents", rows(user, "accidents").filter(by_key(asked.number)).order_by("pk"))


def calls(user: Viewer, asked: Asked) -> Iterable[Found]:
    """Emergency calls by their source's key, or by the dispatcher's number or its beginning."""
    if asked.number:
        wanted = by_key(asked.number) | beginning(asked.number)
        yield from told("calls", rows(user, "calls").filter(wanted).order_by("number", "pk"))


def beginning(number: str) -> Q:
    """The rows whose own number begins so, in small letters or capitals; none for too short a beginning."""
    if len(number) < SHORTEST_BEGINNING:
        return Q(pk__in=[])
    return Q(number__startswith=number) | Q(number__startswith=number.upper())


def by_key(number: str) -> Q:
    """The rows that any source knows by this key; named one by one, the sources let the index serve."""
    return Q(source__in=list(Source.objects.values_list("pk", flat=True)), key=number)


def told(layer: str, found: QuerySet) -> Iterable[Found]:
    for row in found[:CANDIDATES]:
        title = getattr(row, "number", "") or row.key
        detail = ", ".join(filter(None, (BY_ID[layer].heading(row), speech.day(row.day), row.place)))
        yield Found(title, detail, spot(row.point), layer, row.pk, score=1)

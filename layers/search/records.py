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
    wanted = by_key(asked.number)
    if len(asked.number) >= SHORTEST_BEGINNING:
        for spelled in {asked.number, asked.number.upper()}:
            wanted |= Q(number__startswith=spelled)
    yield from told("crimes", rows(user, "crimes").filter(wanted).order_by("number", "pk"))


def accidents(user: Viewer, asked: Asked) -> Iterable[Found]:
    """Accidents by their source's key."""
    if asked.number:
        yield from told("accidents", rows(user, "accidents").filter(by_key(asked.number)).order_by("pk"))


def by_key(number: str) -> Q:
    """The rows that any source knows by this key; named one by one, the sources let the index serve."""
    return Q(source__in=list(Source.objects.values_list("pk", flat=True)), key=number)


def told(layer: str, found: QuerySet) -> Iterable[Found]:
    for row in found[:CANDIDATES]:
        title = getattr(row, "number", "") or row.key
        detail = ", ".join(filter(None, (BY_ID[layer].heading(row), speech.day(row.day), row.place)))
        yield Found(title, detail, spot(row.point), layer, row.pk, score=1)

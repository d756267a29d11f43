"""Features of one layer, a page at a time: what is asked for, and the document that answers."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app.errors import BadFilter, NotFoundHere
from gis_app.incidents.filters import Filters
from gis_app.incidents.models import Incident
from gis_app.places.queries import zone_of_city
from layers import listing, shared
from layers.bbox import Box
from layers.cards import LARGEST_ID
from layers.layer import Layer
from layers.ogc import queryables
from layers.ogc.answers import GEOJSON, format_of, link, looks
from layers.ogc.moments import Interval
from layers.parameters import whole
from layers.sums import total

MOST, USUAL, ON_A_PAGE = 10_000, 100, 50
PLAIN = ("bbox", "datetime", "limit", "after", "f")


@dataclass(frozen=True)
class Asked:
    """A page as its address asks for it."""

    rows: QuerySet
    matched: int
    limit: int
    after: int


def asked(request: HttpRequest, layer: Layer) -> Asked:
    """Reads the address of a page of features. Raises BadFilter, BadInput."""
    query, usual = request.GET, ON_A_PAGE if format_of(request) == "html" else USUAL
    filters = shared.asked(query, also=(*PLAIN, *queryables.queryables(layer)))
    rows = layer.rows(request.user, filters)
    narrow = queryables.asked(layer, query)
    if box := box_of(query):
        narrow &= box.meets(layer.geometry)
    if (interval := interval_of(query)) and issubclass(rows.model, Incident):
        narrow &= interval.meets(zone_of_city())
    limit, after = limit_of(query, usual), whole(query, "after", 0, 0, LARGEST_ID)
    found = rows.filter(narrow)
    return Asked(found, found.count() if narrow else total(request.user, layer, filters), limit, after)


def page(request: HttpRequest, layer: Layer) -> dict[str, Any]:
    """A FeatureCollection with links to itself, its other look and the next page; ids rise from page to page."""
    wanted = asked(request, layer)
    found = list(listing.columns(layer, wanted.rows.filter(pk__gt=wanted.after)).order_by("pk")[: wanted.limit + 1])
    shown = found[: wanted.limit]
    more = shown[-1]["pk"] if len(found) > wanted.limit else None
    return {
        "type": "FeatureCollection",
        "timeStamp": now(),
        "numberMatched": wanted.matched,
        "numberReturned": len(shown),
        "links": links(request, layer, more),
        "features": [listing.feature(row) for row in shown],
    }


def one(request: HttpRequest, layer: Layer, feature: str) -> dict[str, Any]:
    """One feature; raises NotFoundHere where there is none, or none for this viewer."""
    path = f"/collections/{layer.id}/items/{feature}"
    usable = feature.isascii() and feature.isdigit() and len(feature) < 20 and int(feature) <= LARGEST_ID
    rows = layer.rows(request.user, Filters()).filter(pk=int(feature) if usable else 0)
    row = listing.columns(layer, rows).first()
    if row is None:
        raise NotFoundHere(_("There is no such record, or it is not for you."))
    up = link(request, "collection", f"/collections/{layer.id}")
    return listing.feature(row) | {"links": [*looks(request, path, GEOJSON), up]}


def links(request: HttpRequest, layer: Layer, more: int | None) -> list[dict[str, str]]:
    path = f"/collections/{layer.id}/items"
    query = request.GET.copy()
    query.pop("f", None)
    told = looks(request, path, GEOJSON, query.urlencode())
    told.append(link(request, "collection", f"/collections/{layer.id}"))
    if more is not None:
        query["after"] = str(more)
        told.append({**told[0], "rel": "next", "href": next_page(request, path, query)})
    return told


def next_page(request: HttpRequest, path: str, query: QueryDict) -> str:
    return link(request, "next", f"{path}?f={format_of(request)}&{query.urlencode()}")["href"]


def box_of(query: QueryDict) -> Box | None:
    """The rectangle of an address, heights left out; raises BadFilter."""
    values = query.getlist("bbox")
    if len(values) > 1:
        raise BadFilter(_("bbox is given once."))
    if not values or not values[0]:
        return None
    parts = values[0].split(",")
    return Box.parse(",".join((*parts[:2], *parts[3:5])) if len(parts) == 6 else values[0])


def interval_of(query: QueryDict) -> Interval | None:
    values = query.getlist("datetime")
    if len(values) > 1:
        raise BadFilter(_("datetime is given once."))
    return Interval.parse(values[0], zone_of_city()) if values else None


def limit_of(query: QueryDict, usual: int) -> int:
    """Features on a page: more than there can be is no mistake, the page is then as long as pages get."""
    return min(whole(query, "limit", usual, 1, LARGEST_ID), MOST)


def now() -> str:
    return timezone.now().isoformat(timespec="seconds").replace("+00:00", "Z")

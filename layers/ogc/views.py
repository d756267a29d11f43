"""OGC API Features on the web, Part 1. What a viewer sees of a layer is what `layer.rows` says, here as everywhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gis_app.places.queries import city
from layers import cards
from layers.access import layer_for
from layers.layer import Layer
from layers.ogc import definition, documents, items
from layers.ogc.answers import GEOJSON, answered, checked, format_of


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    checked(request)
    here = city()
    return answered(request, documents.landing(request, here.name if here else ""), "ogc/landing.html", {})


@require_safe
def conformance(request: HttpRequest) -> HttpResponse:
    checked(request)
    return answered(request, documents.conformance(request), "ogc/conformance.html", {})


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    checked(request)
    return answered(request, documents.collections(request), "ogc/collections.html", {})


@require_safe
def collection(request: HttpRequest, layer: str) -> HttpResponse:
    checked(request)
    shown = layer_for(request.user, layer)
    document = documents.collection(request, shown, alone=True)
    return answered(request, document, "ogc/collection.html", {"layer": shown})


@require_safe
def features(request: HttpRequest, layer: str) -> HttpResponse:
    """A page of features; parameters and their mistakes as `items.asked` reads them."""
    shown = layer_for(request.user, layer)
    document = items.page(request, shown)
    return answered(request, document, "ogc/items.html", table(shown, document), GEOJSON)


@require_safe
def feature(request: HttpRequest, layer: str, record: str) -> HttpResponse:
    checked(request)
    shown = layer_for(request.user, layer)
    document = items.one(request, shown, record)
    return answered(request, document, "ogc/item.html", card(request, shown, document), GEOJSON)


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    checked(request)
    document = definition.document(request)
    return answered(request, document, "ogc/api.html", {"listed": definition.listed(document)}, documents.OPENAPI)


def table(layer: Layer, document: dict[str, Any]) -> dict[str, Any]:
    """What the page of features draws: names of columns, rows, where the next page is."""
    found = document["features"]
    names = [name for name in found[0]["properties"] if name != "id"] if found else []
    following = next((link["href"] for link in document["links"] if link["rel"] == "next"), "")
    rows = [{"id": each["id"], "cells": [each["properties"][name] for name in names]} for each in found]
    return {"layer": layer, "names": names, "rows": rows, "next": following}


def card(request: HttpRequest, layer: Layer, document: dict[str, Any]) -> dict[str, Any]:
    """What the page of one feature draws; nothing for programs, which take the document."""
    if format_of(request) != "html":
        return {}
    return {"layer": layer, "card": cards.card(request.user, layer, str(document["id"]))}

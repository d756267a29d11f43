"""What the service says of itself and of its collections."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from layers.access import layers_of
from layers.layer import Layer
from layers.ogc.answers import GEOJSON, HTML, JSON, link, looks
from layers.ogc.extent import extent

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
PART_1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
CONFORMS = [PART_1 + name for name in ("core", "oas30", "html", "geojson")]


def landing(request: HttpRequest, city: str) -> dict[str, Any]:
    return {
        "title": f"Safe City, {city}" if city else "Safe City",
        "description": str(_("The layers of the city that you may see, as OGC API Features.")),
        "links": [
            *looks(request, "/"),
            link(request, "service-desc", "/api?f=json", OPENAPI, str(_("The definition of this service"))),
            link(request, "service-doc", "/api?f=html", HTML, str(_("The definition as a page"))),
            link(request, "conformance", "/conformance", JSON, str(_("What this service conforms to"))),
            link(request, "data", "/collections", JSON, str(_("The layers"))),
        ],
    }


def conformance(request: HttpRequest) -> dict[str, Any]:
    return {"conformsTo": CONFORMS, "links": looks(request, "/conformance")}


def collections(request: HttpRequest) -> dict[str, Any]:
    """Every layer that the viewer may see."""
    listed = [collection(request, layer) for layer in layers_of(request.user)]
    return {"links": looks(request, "/collections"), "collections": listed}


def collection(request: HttpRequest, layer: Layer, alone: bool = False) -> dict[str, Any]:
    """One layer; `alone` where the document is of nothing else."""
    path = f"/collections/{layer.id}"
    own = looks(request, path) if alone else [link(request, "self", path)]
    return {
        "id": layer.id,
        "title": str(layer.title),
        "itemType": "feature",
        "crs": [CRS84],
        "extent": extent_of(request, layer),
        "links": [
            *own,
            link(request, "items", f"{path}/items?f=json", GEOJSON, str(layer.title)),
            link(request, "items", f"{path}/items?f=html", HTML, str(layer.title)),
        ],
    }


def extent_of(request: HttpRequest, layer: Layer) -> dict[str, Any]:
    """Where and when, as far as there is something to see."""
    found = extent(request.user, layer)
    told: dict[str, Any] = {}
    if found.box:
        told["spatial"] = {"bbox": [found.box], "crs": CRS84}
    if found.begin:
        told["temporal"] = {"interval": [[found.begin, found.end]], "trs": GREGORIAN}
    return told

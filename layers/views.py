"""Tiles on the web: checked addresses, what the viewer may see, a cache that knows both."""

import gzip
from hashlib import sha256
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gis_app.errors import BadTile
from gis_app.sources.models import LayerVersion
from layers import cache, mvt
from layers.access import layer_for
from layers.layer import Layer
from layers.shared import asked

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
NOTHING = gzip.compress(b"", mtime=0)
DIGITS = 8


@require_safe
def tile(request: HttpRequest, layer: str, z: str, x: str, y: str) -> HttpResponse:
    """`/tiles/{layer}/{z}/{x}/{y}.pbf` with the filters: the tile, gzipped, for this viewer only."""
    shown = layer_for(request.user, layer)
    address = address_of(z, x, y)
    filters = asked(request.GET, also=())
    if address.z < shown.min_zoom:
        return answer(request, "empty", NOTHING)
    try:
        statement = mvt.compiled(shown, shown.rows(request.user, filters), address)
    except EmptyResultSet:
        return answer(request, "empty", NOTHING)
    key = digest(shown, address, statement)
    if request.headers.get("If-None-Match") == etag(key):
        return private(HttpResponseNotModified(headers={"ETag": etag(key)}))
    return answer(request, key, body(key, statement))


def address_of(z: str, x: str, y: str) -> mvt.Address:
    """Raises BadTile for what is no tile of the pyramid."""
    parts = (z, x, y)
    if all(part.isascii() and part.isdigit() and len(part) <= DIGITS for part in parts):
        address = mvt.Address(*map(int, parts))
        if address.exists:
            return address
    raise BadTile(
        _("There is no such tile: zoom is 0 to %(most)s, x and y below 2 to the power of zoom.")
        % {"most": mvt.MAX_ZOOM}
    )


def digest(layer: Layer, address: mvt.Address, statement: tuple[str, tuple[Any, ...]]) -> str:
    """A tile's name in the cache. The SQL itself carries the filters, the viewer's areas of duty and the language;
    the versions of the layer and of the areas rise with every write."""
    versions = (
        LayerVersion.objects.filter(layer__in=[layer.id, "areas"]).order_by("layer").values_list("layer", "number")
    )
    text, values = statement
    parts = (layer.id, address, text, [getattr(value, "ewkb", value) for value in values], list(versions))
    return sha256(repr(parts).encode()).hexdigest()


def body(key: str, statement: tuple[str, tuple[Any, ...]]) -> bytes:
    """The gzipped tile, kept or drawn now."""
    ready = cache.kept(key)
    if ready is None:
        ready = gzip.compress(mvt.run(*statement), compresslevel=5, mtime=0)
        cache.keep(key, ready)
    return ready


def answer(request: HttpRequest, key: str, zipped: bytes) -> HttpResponse:
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(zipped if takes_gzip else gzip.decompress(zipped), content_type=MEDIA_TYPE)
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = etag(key)
    return private(response)


def etag(key: str) -> str:
    return f'W/"{key[:32]}"'


def private(response: HttpResponse) -> HttpResponse:
    """Kept by the viewer's own browser alone, which asks each time whether it still holds."""
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Cookie", "Accept-Encoding", "Accept-Language"))
    return response

"""Tiles on the web: checked addresses, what the viewer may see, a cache that knows both."""

import gzip

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gis_app.errors import BadTile
from layers.access import layer_for
from layers.address import MAX_ZOOM, Address
from layers.shared import asked
from layers.tiles import Tile, Versions, versions_of

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
NOTHING = gzip.compress(b"", mtime=0)
DIGITS = 8


@require_safe
def tile(request: HttpRequest, layer: str, z: str, x: str, y: str, versions: Versions | None = None) -> HttpResponse:
    """`/tiles/{layer}/{z}/{x}/{y}.pbf` with the filters: the tile, gzipped, for this viewer only."""
    shown = layer_for(request.user, layer)
    address = address_of(z, x, y)
    filters = asked(request.GET, also=())
    if address.z < shown.min_zoom:
        return answer(request, "empty", NOTHING)
    known = versions_of(shown) if versions is None else versions
    asked_for = Tile(shown, request.user, filters, address, known)
    if request.headers.get("If-None-Match") == etag(asked_for.key):
        return private(HttpResponseNotModified(headers={"ETag": etag(asked_for.key)}))
    return answer(request, asked_for.key, asked_for.body())


def address_of(z: str, x: str, y: str) -> Address:
    """Raises BadTile for what is no tile of the pyramid."""
    parts = (z, x, y)
    if all(part.isascii() and part.isdigit() and len(part) <= DIGITS for part in parts):
        address = Address(*map(int, parts))
        if address.exists:
            return address
    raise BadTile(
        _("There is no such tile: zoom is 0 to %(most)s, x and y below 2 to the power of zoom.") % {"most": MAX_ZOOM}
    )


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

"""Scripts and styles, compressed once and kept: the map's page is six megabytes without it.

Only what is the same for everybody: a page that carries a person's tokens is never compressed beside what was sent in.
"""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.cache import patch_vary_headers

Answer = Any
KEPT = 128
SMALLEST = 1_000
LEVEL = 6
TYPES = ("text/javascript", "application/javascript", "text/css", "image/svg+xml")

_kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()


def scripts_and_styles(get_response: Callable[[HttpRequest], Answer]) -> Callable[[HttpRequest], Answer]:
    """Send public scripts and styles compressed to browsers that take gzip."""

    def middleware(request: HttpRequest) -> Answer:
        response = get_response(request)
        if not (is_public(request.path) and response.status_code == 200 and is_text(response)):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        return compressed(request, response) if "gzip" in request.headers.get("Accept-Encoding", "") else response

    return middleware


def is_public(path: str) -> bool:
    return path.startswith("/static/") or "/_dash-component-suites/" in path


def is_text(response: Answer) -> bool:
    kind = response.get("Content-Type", "").split(";")[0]
    return kind in TYPES and not response.has_header("Content-Encoding")


def compressed(request: HttpRequest, response: Answer) -> Answer:
    """The same answer with a compressed body; as it was where it is small or only its head is asked for."""
    if request.method != "GET" or int(response.get("Content-Length") or SMALLEST) < SMALLEST:
        return response
    version = response.get("ETag") or response.get("Last-Modified") or ""
    body = packed((request.get_full_path(), version), response)
    if response.streaming:
        response.streaming_content = [body]
    else:
        response.content = body
    response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(body))
    response["Vary"] = "Accept-Encoding"  # whoever asks, in whatever language, gets the same
    return response


def packed(key: tuple[str, str], response: Answer) -> bytes:
    if key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    parts: Iterable[bytes] = response.streaming_content if response.streaming else [response.content]
    body = _kept[key] = gzip.compress(b"".join(parts), LEVEL, mtime=0)
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return body

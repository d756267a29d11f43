"""What the API's operations share: their declaration, strict parameters, JSON."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import orjson
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from gis_app.errors import BadInput
from gis_app.people.permissions import Permission
from layers.parameters import BBOX, FILTERS, Parameter, box, only, paging, parameter, whole

__all__ = ["BBOX", "FILTERS", "box", "only", "paging", "parameter", "whole"]

CODE = re.compile(r"[a-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Operation:
    """One address of the API, for whom it is, and what it takes; `path` is relative to `/api/v1/`.

    One of a module that the city does not use is nowhere told of.

    `finds`: it may answer that there is no such record, though its path names none. `gives`: what its JSON is.
    A POST changes something: it is for our own pages, with their session and CSRF token, and for no personal token.
    """

    path: str
    name: str
    summary: str
    permission: Permission
    handler: Callable[..., HttpResponseBase]
    parameters: list[Parameter] = field(default_factory=list)
    media_type: str = "application/json"
    method: Literal["GET", "POST"] = "GET"
    module: str = ""
    finds: bool = False
    gives: Literal["object", "array"] = "object"


def code(query: QueryDict, name: str) -> str:
    """A code of the address, "" where it names none; raises BadInput."""
    text = query.get(name) or ""
    if text and not CODE.fullmatch(text):
        raise BadInput(_("%(name)s is a code of small letters, digits and underscores.") % {"name": name})
    return text


def next_page(request: HttpRequest, last: int | None) -> str | None:
    """The address of the next page, None on the last."""
    if last is None:
        return None
    query = request.GET.copy()
    query["after"] = str(last)
    return f"{request.path}?{query.urlencode()}"


def answer(document: Any, media_type: str = "application/json") -> HttpResponse:
    """JSON for this viewer alone."""
    response = HttpResponse(
        orjson.dumps(document, default=str, option=orjson.OPT_NON_STR_KEYS), content_type=media_type
    )
    response["Cache-Control"] = "private, no-store"
    return response

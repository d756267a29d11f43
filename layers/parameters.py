"""Parameters of addresses that programs call: their description for OpenAPI, and their strict reading."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from gis_app.errors import BadInput
from layers.bbox import Box

Parameter = dict[str, Any]
MISTAKES = {
    400: {"description": "One sentence: what is wrong with the address"},
    401: {"description": "Not signed in, or the token opens nothing"},
    403: {"description": "Not for this role; the sentence tells for which"},
    404: {"description": "There is no such record, or it is not for you"},
    429: {"description": "Too many wrong tokens"},
}
SECURITY: list[dict[str, list[str]]] = [{"session": []}, {"bearer": []}, {"basic": []}]
SCHEMES = {
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
    "bearer": {"type": "http", "scheme": "bearer", "description": "A personal token"},
    "basic": {"type": "http", "scheme": "basic", "description": "Any name, a personal token as the password"},
}


def parameter(name: str, about: str, repeat: bool = False, **schema: Any) -> Parameter:
    """An OpenAPI query parameter, a text unless `schema` says otherwise."""
    one = {"type": "string", **schema}
    return {
        "in": "query",
        "name": name,
        "required": False,
        "description": about,
        "schema": {"type": "array", "items": one} if repeat else one,
    }


FILTERS = [
    parameter("from", "The first day, of the city's dates", format="date"),
    parameter("to", "The day after the last", format="date"),
    parameter("kind", "A kind's code; several are joined by or", repeat=True),
    parameter("area", "An area as kind:code, or a district's code; several are joined by or", repeat=True),
    parameter("precision", "The coarsest precision of place or time that still counts"),
    parameter("within", "A drawn area: lon,lat,radius in metres, or lon,lat of each corner, all with commas between"),
]
BBOX = parameter("bbox", "west,south,east,north in degrees; west above east crosses 180°")


def paging(most: int, usual: int) -> list[Parameter]:
    return [
        parameter("limit", f"Records on a page, {usual} unless told", type="integer", minimum=1, maximum=most),
        parameter("after", "The page after this id; `next` has it", type="integer", minimum=0),
    ]


def only(query: QueryDict, *names: str) -> None:
    """Raises BadInput for a parameter that is none of these."""
    others = sorted(set(query) - set(names))
    if others:
        raise BadInput(_("There is no parameter '%(name)s'.") % {"name": others[0][:40]})


def whole(query: QueryDict, name: str, usual: int, least: int, most: int) -> int:
    """A whole number of the address; raises BadInput outside `least` to `most`."""
    text = query.get(name, "")
    if not text:
        return usual
    if text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most:
        return int(text)
    raise BadInput(
        _("%(name)s is a whole number from %(least)s to %(most)s.") % {"name": name, "least": least, "most": most}
    )


def box(query: QueryDict) -> Box | None:
    """The address's rectangle, None where it names none; raises BadFilter."""
    text = query.get("bbox")
    return Box.parse(text) if text else None

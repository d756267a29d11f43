"""The API's search: one box for everything that has a place."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from gis_app.config.api_parts import Operation, answer, only, parameter, whole
from gis_app.errors import BadInput
from gis_app.people.permissions import Permission
from layers.search.asked import LONGEST, SHORTEST
from layers.search.found import Point
from layers.search.run import search

MOST, USUAL = 20, 5


def found(request: HttpRequest) -> HttpResponse:
    """`{"q", "groups"}`: what was asked, and the answers by kind. Raises BadInput."""
    only(request.GET, "q", "limit", "near")
    text = question(request.GET)
    limit = whole(request.GET, "limit", USUAL, 1, MOST)
    return answer({"q": text, "groups": search(request.user, text, near(request.GET), limit)})


def question(query: QueryDict) -> str:
    """What is searched for; raises BadInput for what is too short, too long or no text."""
    text = query.get("q", "").strip()
    if not SHORTEST <= len(text) <= LONGEST or not text.isprintable():
        raise BadInput(
            _("q is what to search for, %(least)s to %(most)s letters.") % {"least": SHORTEST, "most": LONGEST}
        )
    return text


def near(query: QueryDict) -> Point | None:
    """The place from which distances are told, None where the address names none; raises BadInput."""
    text = query.get("near", "")
    if not text:
        return None
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError:
        lon, lat = 999.0, 999.0
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise BadInput(_("near is longitude,latitude in degrees."))
    return lon, lat


OPERATIONS = (
    Operation(
        "search",
        "search",
        "Addresses, crossings, places, codes, areas, records and coordinates by what people type",
        Permission.MAP_SEE,
        found,
        [
            parameter("q", "What to search for", minLength=SHORTEST, maxLength=LONGEST),
            parameter("limit", f"Answers of a kind, {USUAL} unless told", type="integer", minimum=1, maximum=MOST),
            parameter("near", "longitude,latitude in degrees: nearer answers first, with their distance"),
        ],
    ),
)

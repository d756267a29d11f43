"""The search itself: what was typed to groups of answers, each person's own."""

from typing import Any

from django.utils.translation import gettext as _

from gis_app.modules import is_on
from gis_app.people.roles import may
from gis_app.places.queries import city
from layers.layer import Viewer
from layers.registry import BY_ID
from layers.search.asked import Asked
from layers.search.coordinates import inside, place
from layers.search.finders import FINDERS
from layers.search.found import Found, Point, best


def search(user: Viewer, text: str, near: Point | None, limit: int) -> list[dict[str, Any]]:
    """Groups `{"kind", "title", "results"}` of at most `limit` answers each, the group with the best answer first.

    Only layers that the person may see are searched, and of them only the rows that the person may see.
    """
    asked = Asked.parse(text)
    groups = [("coordinates", _("Coordinates"), coordinates(text))]
    if asked.required:
        groups += [
            (one.kind, str(one.title), best(one.find(user, asked), near, limit))
            for one in FINDERS
            if is_on(one.layer) and may(user, BY_ID[one.layer].permission)
        ]
    ranked = sorted((group for group in groups if group[2]), key=lambda group: -group[2][0].score)
    return [
        {"kind": kind, "title": title, "results": [one.told(near) for one in found]} for kind, title, found in ranked
    ]


def coordinates(text: str) -> list[Found]:
    """The place that a pair of coordinates means, and whether it lies outside the city's rectangle."""
    here = city()
    found = place(text, here.bounds) if here else None
    if not here or not found:
        return []
    detail = "" if inside(found, here.bounds) else _("outside the city")
    lon, lat = found
    return [Found(f"{lat:.5f}, {lon:.5f}", detail, found, score=len(text))]

"""Playback through time: what assets/playback.mjs is told. The bar itself is drawn and moved in the browser."""

from typing import Any

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from dashboards import queries


def given(user: Any) -> dict[str, Any]:
    """`days`: the first and last day that the person sees incidents of, None without any; and the bar's words."""
    return {"days": days(user), "words": words()}


def days(user: Any) -> list[str] | None:
    found = [queries.rows(user, layer, {}).aggregate(Min("day"), Max("day")) for layer in queries.INCIDENTS]
    first = [one["day__min"] for one in found if one["day__min"]]
    last = [one["day__max"] for one in found if one["day__max"]]
    return [min(first).isoformat(), max(last).isoformat()] if first else None


def words() -> dict[str, str]:
    return {
        "playback": _("Playback through time"),
        "play": _("Play"),
        "pause": _("Pause"),
        "window": _("Window of playback"),
        "day": _("day"),
        "week": _("week"),
        "month": _("month"),
        "speed": _("Speed"),
        "moment": _("Moment of playback"),
        "close": _("End the playback"),
        "count": _("{n} in view"),
    }

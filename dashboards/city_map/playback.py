"""Playback through time: what assets/playback.mjs is told. The bar itself is drawn and moved in the browser."""

from typing import Any

import pandas as pd
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


def newest(days: list[str] | None, months: int) -> dict[str, str] | None:
    """The filters `from` and `to` of the last months of `days`, None where these span no more.

    >>> newest(["2021-03-05", "2026-02-28"], months=12)
    {'from': '2025-03-01', 'to': '2026-03-01'}
    """
    if not days:
        return None
    until = pd.Timestamp(days[1]) + pd.Timedelta(days=1)
    since = until - pd.DateOffset(months=months)
    return {"from": f"{since:%F}", "to": f"{until:%F}"} if days[0] < f"{since:%F}" else None


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

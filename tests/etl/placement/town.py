"""A street in Smallhaven with robberies along it, and what a planner asks there."""

from datetime import date, timedelta
from typing import Any

from tests.layers import made

LAT, WEST = made.MIDDLE[1], made.MIDDLE[0] - 0.002
LAST = date(2026, 6, 30)


def question(**more: Any) -> dict[str, Any]:
    """Two cameras along the street, for the robberies of twelve months."""
    return {
        "demand": {"layers": ["crimes"], "from": "2025-07-01", "to": "2026-07-01", **more.pop("demand", {})},
        "quality": "",
        "number": 2,
        "models": ["bullet_4mp"],
        "crossings": False,
        "spacing_m": 40,
        **more,
    }


def robberies(east: float, number: int, *, day: date = LAST, **more: Any) -> None:
    """So many, one a day back from a day, at a share of the street's length from the west, two metres north of it."""
    for back in range(number):
        on = day - timedelta(days=back)
        at = made.NOON.replace(year=on.year, month=on.month, day=on.day)
        made.crime(WEST + 0.004 * east, LAT + 0.00002, **{"kind": "robbery", "day": on, "at": at, **more})


def street() -> None:
    made.street(kind="residential", name="Quay Street", width_m=6)

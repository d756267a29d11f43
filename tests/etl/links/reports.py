"""Reports of one event by several sources, metres and minutes apart from the middle of Smallhaven at noon."""

from datetime import timedelta
from math import cos, radians
from typing import Any

from gis_app.incidents.links.models import Link
from gis_app.sources.models import Source
from tests.layers import made

DEGREE_M = 111_250


def source(code: str) -> Source:
    return Source.objects.get_or_create(code=code, defaults={"name": code})[0]


def report(layer: str, code: str, east_m: float = 0, minutes: float = 0, **more: Any) -> Any:
    """A record of a layer from the source of that code, so many metres east and minutes after noon."""
    make = {"crimes": made.crime, "accidents": made.accident, "calls": made.call}[layer]
    lon = made.MIDDLE[0] + east_m / DEGREE_M / cos(radians(made.MIDDLE[1]))
    at = made.NOON + timedelta(minutes=minutes)
    return make(lon, made.MIDDLE[1], **{"source": source(code), "at": at, **more})


def states() -> dict[tuple[str, str], str]:
    """Every link by the keys of its records, a broken one with what is wrong."""
    return {
        (row.key_a, row.key_b): f"{row.state} {row.broken}".strip() for row in Link.objects.order_by("key_a", "key_b")
    }

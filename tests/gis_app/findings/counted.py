"""A small run of coverage in Smallhaven: what scenarios are judged by."""

from datetime import UTC, datetime

from django.contrib.gis.geos import Point

from gis_app.findings.coverage.models import METHOD, Demand
from gis_app.findings.coverage.queries import ranked
from gis_app.findings.models import Run

MADE = datetime(2026, 6, 2, 3, tzinfo=UTC)
NORTH_1_M = 1 / 111_195


def run(*places: tuple[float, float], seen: int = 0, group: str = "theft") -> Run:
    """A run that is done, with a crime at each place; `seen` is the rank at which a camera of today sees them."""
    asked = {"qualities": ranked(), "from": "2025-06-02", "to": "2026-06-02", "edition": 2025}
    made = Run.objects.create(method=METHOD, version="1", state=Run.State.DONE, started_at=MADE, parameters=asked)
    for number, (lon, lat) in enumerate(places):
        crime(made, lon, lat, number, seen=seen, group=group)
    return made


def crime(made: Run, lon: float, lat: float, number: int = 0, seen: int = 0, group: str = "theft") -> Demand:
    point = Point(lon, lat, srid=4326)
    told = {"measure": "crimes", "group": group, "record": number, "amount": 1, "weight": 1}
    return Demand.objects.create(run=made, point=point, seen=seen, **told)

"""The points that a scenario is judged by: of the newest run of coverage, with how many cameras see them today."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from django.db import connection

from gis_app.findings.coverage import queries as coverage
from gis_app.findings.coverage.models import Demand
from gis_app.findings.metric import Metric
from gis_app.findings.models import Run

MEASURES = ("crimes", "accidents", "gates")
INCIDENTS = ("crimes", "accidents")
TRIES = 2
POINTS = """
    SELECT measure, "group", weight, ST_X(point), ST_Y(point), (seen >= %s)::int + (twice >= %s)::int
    FROM {table} WHERE run_id = %s AND measure = ANY(%s) ORDER BY id
"""


@dataclass(frozen=True)
class Points:
    """Arrays of one length: what each point is counted by, what it weighs, and how many of today's cameras see it.

    `today` is 0, 1, or 2 for two and more. `tree` holds them in metres. `counts` is what the run says of itself,
    `made` the day of it.
    """

    run: int
    measure: np.ndarray
    group: np.ndarray
    weight: np.ndarray
    today: np.ndarray
    tree: shapely.STRtree
    counts: dict[str, Any]
    made: date

    def within(self, zone: shapely.Geometry | None) -> np.ndarray:
        """Indices of the points inside a zone of metres."""
        if zone is None or zone.is_empty:
            return np.empty(0, int)
        return np.sort(self.tree.query(zone, predicate="intersects"))

    def of(self, *measures: str) -> np.ndarray:
        """Which points are of these measures."""
        return np.isin(self.measure, measures)


def points(quality: str, plane: Metric) -> Points | None:
    """The points by a class, "" for seen at all; None before a first run. The caller has asked who may see them."""
    for _again in range(TRIES):
        run = coverage.run()
        found = _points(run.pk, coverage.rank(run, quality), plane) if run else None
        if run is None or found is not None:
            return found
    return None


@lru_cache(maxsize=8)
def _points(run: int, rank: int, plane: Metric) -> Points | None:
    """A run never changes, so that its points are read once a process and class; None once a newer one took its place.

    Whether it is there is asked after its points were read: only then are they all of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(POINTS.format(table=Demand._meta.db_table), [rank, rank, run, list(MEASURES)])
        rows = cursor.fetchall()
    made = Run.objects.filter(pk=run).first()
    if made is None:
        return None
    measure, group, weight, lon, lat, today = zip(*rows, strict=True) if rows else ((),) * 6
    east, north = plane.metres(lon, lat)
    return Points(
        run,
        np.array(measure, dtype=object),
        np.array(group, dtype=object),
        np.array(weight, dtype=float),
        np.array(today, dtype=int),
        shapely.STRtree(shapely.points(east, north)),
        made.counts,
        made.started_at.date(),
    )

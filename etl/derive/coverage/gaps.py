"""The gaps of a run: squares whose incidents stay unseen, each with its place and the reason in short."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry, Point, Polygon
from django.db import connection

from etl.derive.coverage.reasons import Lookout, Reason
from gis_app.findings.coverage.models import Gap
from gis_app.findings.demand import Rules
from gis_app.findings.metric import Metric
from gis_app.findings.models import Run
from layers.methods.gaps import Left, gaps, middle_of, squares

TAKEN = """
    SELECT "group", measure, weight, area_id, ST_X(point), ST_Y(point), seen, seen_working
    FROM findings_demand WHERE run_id = %s AND weight > 0 ORDER BY id
"""
# The nearest house with a number says where it is, else the nearest street with a name.
PLACES = """
    SELECT spot.n, coalesce(nullif(house.street, ''), street.name, ''), coalesce(house.number, '')
    FROM unnest(%(lon)s::float[], %(lat)s::float[]) WITH ORDINALITY AS spot (lon, lat, n)
    LEFT JOIN LATERAL (
        SELECT b.street, b.number FROM places_building b WHERE b.number <> ''
            AND b.shape && ST_Expand(ST_SetSRID(ST_Point(spot.lon, spot.lat), 4326), 0.001)
        ORDER BY b.shape <-> ST_SetSRID(ST_Point(spot.lon, spot.lat), 4326) LIMIT 1
    ) house ON TRUE
    LEFT JOIN LATERAL (
        SELECT s.name FROM places_street s WHERE s.name <> ''
            AND s.shape && ST_Expand(ST_SetSRID(ST_Point(spot.lon, spot.lat), 4326), 0.002)
        ORDER BY s.shape <-> ST_SetSRID(ST_Point(spot.lon, spot.lat), 4326) LIMIT 1
    ) street ON TRUE ORDER BY spot.n
"""


@dataclass(frozen=True)
class Unseen:
    """Incidents that weigh something: `groups`, `areas` (n,), `weights` (n,), `lonlat` and `metres` (n, 2), and the
    rank at which each is seen by all cameras and by working ones (n, 2)."""

    groups: np.ndarray
    areas: np.ndarray
    weights: np.ndarray
    lonlat: np.ndarray
    metres: np.ndarray
    ranks: np.ndarray


def keep(run: Run, rules: Rules, metric: Metric, qualities: Sequence[str], days: int) -> int:
    """Write the run's gaps at every class, by all cameras and by working ones; gives their number."""
    taken = read(run, metric)
    if not len(taken.weights):
        return 0
    cells = squares(taken.metres, rules.gap_cell_m)
    shapes = _shapes(cells, metric, rules.gap_cell_m)
    found: list[tuple[Gap, int, tuple[str, bool]]] = []
    for rank, quality in enumerate(qualities, 1):
        for column, working in enumerate((False, True)):
            weights = np.where(taken.ranks[:, column] < rank, taken.weights, 0)
            for place, left in enumerate(gaps(cells, weights, rules.gaps_listed), 1):
                spot = int(left.points[middle_of(taken.metres[left.points], weights[left.points])])
                gap = _gap(run, taken, left, spot, shapes[left.column, left.row])
                gap.quality, gap.working, gap.place, gap.days = quality, working, place, days
                found.append((gap, spot, (quality, working)))
    _name(found)
    _reason(found, taken, metric, qualities)
    Gap.objects.bulk_create([gap for gap, _spot, _asked in found], batch_size=500)
    return len(found)


def read(run: Run, metric: Metric) -> Unseen:
    """The run's incidents that weigh something."""
    with connection.cursor() as cursor:
        cursor.execute(TAKEN, [run.pk])
        rows = cursor.fetchall()
    groups, measures, weights, areas, lon, lat, seen, working = zip(*rows, strict=True) if rows else ((),) * 8
    named = [
        group if measure == "crimes" else f"accident_{group}" for group, measure in zip(groups, measures, strict=True)
    ]
    lonlat = np.column_stack([lon, lat]).astype(float).reshape(-1, 2)
    east, north = metric.metres(lonlat[:, 0], lonlat[:, 1])
    return Unseen(
        np.array(named, dtype=object),
        np.array(areas, dtype=object),
        np.array(weights, dtype=float),
        lonlat,
        np.column_stack([east, north]),
        np.column_stack([seen, working]).astype(int).reshape(-1, 2),
    )


def _shapes(cells: np.ndarray, metric: Metric, side: float) -> dict[tuple[int, int], Polygon]:
    """Each square in degrees by its column and row."""
    there = np.unique(cells, axis=0)
    west, south = (there * side).T
    written = shapely.to_wkb(metric.degrees(shapely.box(west, south, west + side, south + side)))
    named = zip(map(tuple, there.tolist()), written, strict=True)
    return {(column, row): _polygon(wkb) for (column, row), wkb in named}


def _polygon(wkb: bytes) -> Polygon:
    shape = GEOSGeometry(memoryview(wkb), srid=4326)
    assert isinstance(shape, Polygon)
    return shape


def _gap(run: Run, taken: Unseen, left: Left, spot: int, shape: Polygon) -> Gap:
    lon, lat = map(float, taken.lonlat[spot])
    return Gap(
        run=run,
        shape=shape,
        point=Point(lon, lat, srid=4326),
        weight=left.weight,
        counts=dict(Counter(map(str, taken.groups[left.points])).most_common()),
        area_id=taken.areas[spot],
    )


def _name(found: Sequence[tuple[Gap, int, tuple[str, bool]]]) -> None:
    """Say where each gap is."""
    spots = {spot: gap.point for gap, spot, _asked in found}
    with connection.cursor() as cursor:
        lon, lat = [point.x for point in spots.values()], [point.y for point in spots.values()]
        cursor.execute(PLACES, {"lon": lon, "lat": lat})
        named = dict(zip(spots, ((street, number) for _n, street, number in cursor.fetchall()), strict=True))
    for gap, spot, _asked in found:
        gap.street, gap.number = named[spot]


def _reason(
    found: Sequence[tuple[Gap, int, tuple[str, bool]]], taken: Unseen, metric: Metric, qualities: Sequence[str]
) -> None:
    """Say of each gap why no camera sees it, the same spot asked once for each class."""
    lookouts = {working: Lookout.of(metric, working=working) for working in (False, True)}
    known: dict[tuple[int, str, bool], Reason] = {}
    for gap, spot, (quality, working) in found:
        key = (spot, quality, working)
        if key not in known:
            seen = int(taken.ranks[spot, int(working)])
            x, y = taken.metres[spot]
            known[key] = lookouts[working].why(float(x), float(y), quality, seen=seen > 0)
        reason = known[key]
        gap.why, gap.camera_id, gap.metres, gap.hidden_by_id = reason.why, reason.camera, reason.metres, reason.building

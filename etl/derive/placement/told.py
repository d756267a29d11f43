"""The answer as it is stored and drawn: each camera with its place, gain and zone, the curve, how sure it is."""

import math
from collections import Counter
from dataclasses import asdict
from typing import Any

import numpy as np
import orjson
import shapely
from django.db import connection

from etl.derive.metric import srid
from etl.derive.placement.choice import Field, Judged, days
from etl.derive.placement.places import Spots
from etl.derive.placement.why import hidden
from gis_app.findings.camera_models import catalogue
from gis_app.findings.metric import Metric
from gis_app.findings.queries import NOT_THERE, edition
from gis_app.findings.zones import Spot, zones
from gis_app.places.models import City
from layers.methods.maximal_cover import Answer
from layers.methods.nearest import reached

A_YEAR, A_MILLION = 365.0, 1_000_000
DECIMALS, FINEST_DEGREES = 7, 1e-7
HOUSE_WITHIN_M, SEVERAL = 60, 8
# The index finds the nearest by degrees, which are longer northward: of several the nearest in metres is taken.
PLACES = """
    SELECT house.street, house.number, way.name FROM unnest(%(lon)s::float[], %(lat)s::float[])
        WITH ORDINALITY AS spot (lon, lat, at)
    CROSS JOIN LATERAL (SELECT ST_SetSRID(ST_MakePoint(spot.lon, spot.lat), 4326) AS point) here
    CROSS JOIN LATERAL (SELECT here.point, ST_Transform(here.point, %(srid)s::int) AS metric) place
    LEFT JOIN LATERAL (SELECT street, number FROM (
        SELECT street, number, ST_Distance(ST_Transform(shape, %(srid)s::int), place.metric) AS metres
        FROM places_building WHERE number <> '' ORDER BY shape <-> place.point LIMIT %(several)s) near
        WHERE metres <= %(within)s ORDER BY metres LIMIT 1) house ON TRUE
    LEFT JOIN LATERAL (SELECT name FROM places_street WHERE name <> ''
        ORDER BY shape <-> place.point LIMIT 1) way ON TRUE ORDER BY at
"""
CAMERAS = """
    SELECT ST_X(point), ST_Y(point) FROM devices_camera
    WHERE same_as_id IS NULL AND withdrawn_at IS NULL AND status <> ALL(%s)
"""


def told(
    field: Field,
    spots: Spots,
    counts: dict[str, int],
    answer: Answer,
    metric: Metric,
    weights: np.ndarray,
    curve: list[dict[str, float]],
    judged: Judged | None,
) -> dict[str, Any]:
    """The whole answer in JSON's own types; shapes in degrees."""
    unseen = ~field.today
    reachable = np.zeros(len(weights), dtype=bool)
    reachable[np.unique(field.views.covers.indices)] = True
    within = field.found.within(field.asked.demand.from_, field.asked.demand.to)
    seen_today = field.today[field.found.spot] & within
    return {
        **summary(answer),
        "demand": {
            "total": round(float(weights.sum()), 3),
            "seen_today": round(float(weights[field.today].sum()), 3),
            "reachable": round(float(weights[unseen & reachable].sum()), 3),
            "incidents": int(within.sum()),
            "seen_incidents": int(seen_today.sum()),
            "inexact": field.found.inexact,
            "unplaced": field.found.unplaced,
            "days": days(field.asked),
        },
        "edition": edition(),
        "currency": catalogue().currency,
        "candidates": {**counts, "views": len(field.views.way)},
        "cameras": cameras(field, spots, answer, metric, weights),
        "curve": curve,
        "judged": None if judged is None else _plain(judged),
        "notes": notes(field, answer),
    }


def summary(answer: Answer) -> dict[str, Any]:
    """How good the choice is known to be."""
    better = answer.better_possible
    return {
        "status": str(answer.status),
        "objective": round(answer.objective, 3),
        "bound": round(answer.bound, 3),
        "gap": round(answer.gap, 6),
        "better_possible": None if better is None else round(better, 6),
        "seconds": round(answer.seconds, 2),
        "guarantee": None if answer.guarantee is None else round(answer.guarantee, 3),
        "cost": round(answer.cost, 2),
    }


def cameras(field: Field, spots: Spots, answer: Answer, metric: Metric, weights: np.ndarray) -> list[dict[str, Any]]:
    """The chosen in their order, each with what it adds to those before it."""
    rows, lon, lat = list(answer.chosen), *_degrees(spots, field, answer, metric)
    placed, shapes = _places(lon, lat), _zones(field, spots, rows, lon, lat, metric)
    nearest = _nearest(lon, lat, metric)
    added, blocked, found = _added(field, rows), hidden(field, rows, weights, metric), []
    for order, row in enumerate(rows, start=1):
        at, way = order - 1, field.views.way[row]
        number, mount = sum(added[at].values()), str(spots.mount[field.views.spot[row]])
        yearly = number * A_YEAR / max(1, days(field.asked))
        high = catalogue().mount(mount).height_m
        found.append(
            {
                "order": order,
                "lon": round(lon[at], DECIMALS),
                "lat": round(lat[at], DECIMALS),
                "site": mount,
                "place": placed[at],
                "model": way.model,
                "azimuth": round(float(field.views.azimuth[row]), 1),
                "hfov": way.hfov,
                "tilt": way.tilt,
                "height_m": high,
                "cost": way.cost,
                "gain": round(answer.gains[at], 3),
                "incidents_year": round(yearly, 1),
                "per_money": round(yearly / way.cost * A_MILLION, 2) if way.cost else None,
                "by_kind": dict(added[at].most_common()),
                "nearest_m": nearest[at],
                "hidden": blocked[at],
                "zone": shapes[at],
            }
        )
    return found


def _added(field: Field, rows: list[int]) -> list[Counter[str]]:
    """The incidents of the period that each is the first to see, by kind."""
    within = field.found.within(field.asked.demand.from_, field.asked.demand.to)
    new, found = ~field.today, []
    for row in rows:
        places = field.views.covers[[row]].indices
        mine = np.zeros(len(new), dtype=bool)
        mine[places] = new[places]
        found.append(Counter(field.found.kind[within & mine[field.found.spot]].tolist()))
        new[places] = False
    return found


def _degrees(spots: Spots, field: Field, answer: Answer, metric: Metric) -> tuple[list[float], list[float]]:
    points = metric.degrees(spots.kept(field.views.spot[list(answer.chosen)]).points)
    return shapely.get_x(points).tolist(), shapely.get_y(points).tolist()


def _zones(
    field: Field, spots: Spots, rows: list[int], lon: list[float], lat: list[float], metric: Metric
) -> list[dict[str, Any] | None]:
    """What each truly sees at the question's class, as GeoJSON; the same polygons as of a camera that stands there."""
    placed = []
    for at, row in enumerate(rows):
        way, mount = field.views.way[row], catalogue().mount(str(spots.mount[field.views.spot[row]]))
        optics = (
            catalogue().model(way.model).optics(float(field.views.azimuth[row]), way.hfov, mount.height_m, way.tilt)
        )
        placed.append(Spot(lon[at], lat[at], optics))
    seen = [found.get(field.asked.quality) for found in zones(placed, metric, edition())]
    return [None if shape is None else _geojson(metric.degrees([shape])[0]) for shape in seen]


def _geojson(shape: shapely.Geometry) -> dict[str, Any]:
    return orjson.loads(shapely.to_geojson(shapely.set_precision(shape, FINEST_DEGREES, mode="pointwise")))


def _places(lon: list[float], lat: list[float]) -> list[str]:
    """The house or street nearest to each."""
    with connection.cursor() as cursor:
        wanted: dict[str, Any] = {
            "lon": lon,
            "lat": lat,
            "srid": srid(City.objects.get()),
            "several": SEVERAL,
            "within": HOUSE_WITHIN_M,
        }
        cursor.execute(PLACES, wanted)
        rows = cursor.fetchall()
    return [_address(street, number, way) for street, number, way in rows]


def _nearest(lon: list[float], lat: list[float], metric: Metric) -> list[float | None]:
    """The metres from each to the nearest camera of today."""
    with connection.cursor() as cursor:
        cursor.execute(CAMERAS, [[str(status) for status in NOT_THERE]])
        there = cursor.fetchall()
    if not there or not lon:
        return [None] * len(lon)
    stations = np.column_stack(metric.metres(*zip(*there, strict=True)))
    found = reached(np.column_stack(metric.metres(lon, lat)), stations, math.inf)
    return [round(metres, 1) for metres in found.metres.tolist()]


def _address(street: str | None, number: str | None, way: str | None) -> str:
    return f"{street or way or ''} {number}".strip() if number else way or ""


def notes(field: Field, answer: Answer) -> list[str]:
    """Codes of what the reader should know.

    `no_incidents` weigh anything in the period, `no_views` see any that is unseen, `more_than_help`: fewer cameras than
    asked for see all that any can.
    """
    asked, found = field.asked, []
    if not len(field.found.weight):
        found.append("no_incidents")
    if not field.views.covers.nnz:
        found.append("no_views")
    if asked.number is not None and len(answer.chosen) < asked.number and asked.budget is None:
        found.append("more_than_help")
    return found


def _plain(judged: Judged) -> dict[str, Any]:
    return {
        name: round(float(value), 4) if isinstance(value, float) else value.isoformat()
        for name, value in asdict(judged).items()
    }

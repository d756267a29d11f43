"""Which cameras see a point, beside the plain question of PostGIS; and a moved camera, from the hand to the store."""

import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from django.db import connection

from bench import scale
from bench.measure import Measured, interleaved
from etl.derive.visibility import everything, see
from etl.edits.actions import correct
from gis_app.config import product
from gis_app.devices.models import Camera
from gis_app.findings.queries import sees
from gis_app.people.models import User

SIZE = scale.Size(incidents=2_000, buildings=100_000, cameras=10_000, streets=100)
POINTS, MOVES = 500, 60
TARGET_MS, MOVED_MS = 10, 20
OURS = "sees, ranked, with optics and rights"
PLAIN = "ST_Intersects by the same index"
QUESTION = """
    SELECT camera_id FROM findings_visibility
    WHERE quality = '' AND ST_Intersects(geometry, ST_SetSRID(ST_MakePoint(%s, %s), 4326))
"""
SOME = "SELECT ST_X(point), ST_Y(point) FROM incidents_crime ORDER BY md5(id::text) LIMIT %s"


def measure(folder: Path, *, full: bool) -> Measured:
    """Ask for the places of incidents, half of them beside a camera; both ways must name the same cameras."""
    product.open_store()
    scale.build(folder, SIZE)
    told = everything()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE findings_visibility")
        cursor.execute(SOME, [POINTS // 2])
        points = cursor.fetchall()
    points += [one.point.coords for one in Camera.objects.order_by("key")[: POINTS // 2]]
    person = User.objects.create(username="bench", roles=["planner"], password="!")
    each: dict[str, list[float]] = {OURS: [], PLAIN: []}
    same = all(asked(person, *point, each) for point in points)
    rows: dict[str, dict[str, float]] = {name: of_many(seconds) for name, seconds in each.items()}
    rows |= moved(person)
    ratio = median(each[OURS]) / median(each[PLAIN])
    notes = [
        f"{told['cameras']:,} cameras, {told['zones']:,} zones, {SIZE.buildings:,} buildings.",
        f"Target: under {TARGET_MS} ms for one of two; {verdict(rows[OURS]['ms'], TARGET_MS)}.",
        f"{ratio:.1f} times the plain question. Both named the same cameras: {'yes' if same else 'NO'}.",
        f"Target of a moved camera's zones: {MOVED_MS} ms; {verdict(rows['moved: its zones anew']['ms'], MOVED_MS)}.",
    ]
    return Measured(f"Cameras that see {POINTS} points, asked one by one", rows, notes)


def asked(person: User, lon: float, lat: float, each: dict[str, list[float]]) -> bool:
    """Ask both ways; whether they agree."""
    found: dict[str, set[int]] = {}
    for name, seconds in interleaved(
        {
            OURS: lambda: timed(found, OURS, lambda: {one.camera for one in sees(person, lon, lat)}),
            PLAIN: lambda: timed(found, PLAIN, lambda: plain(lon, lat)),
        },
        1,
    ).items():
        each[name] += seconds
    return found[OURS] == found[PLAIN]


def plain(lon: float, lat: float) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, [lon, lat])
        return {number for (number,) in cursor.fetchall()}


def timed(found: dict[str, set[int]], name: str, ask: Any) -> float:
    began = time.perf_counter()
    found[name] = ask()
    return time.perf_counter() - began


def moved(person: User) -> dict[str, dict[str, float]]:
    """Cameras moved by a planner one by one: the whole act until it is committed and the zones stand, and its part."""
    whole, part = [], []
    for camera in Camera.objects.order_by("key")[100 : 100 + MOVES]:
        lon, lat = camera.point.coords
        began = time.perf_counter()
        correct(by=person, layer="cameras", record_id=camera.pk, values={"point": [lon + 0.0002, lat]})
        whole.append(time.perf_counter() - began)
        began = time.perf_counter()
        see([camera.pk])
        part.append(time.perf_counter() - began)
    return {
        "moved: the whole act": {"ms": round(median(whole) * 1000, 1)},
        "moved: its zones anew": {"ms": round(median(part) * 1000, 1)},
    }


def of_many(seconds: list[float]) -> dict[str, float]:
    return {
        "ms": round(median(seconds) * 1000, 2),
        "ms, 99 of 100": round(quantiles(seconds, n=100)[98] * 1000, 2),
    }


def verdict(ms: float, target: float) -> str:
    return f"{'met' if ms <= target else 'missed'} with {ms} ms"

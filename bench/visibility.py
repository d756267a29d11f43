"""What ten thousand cameras see among a hundred thousand buildings, from PostGIS to PostGIS, by our own workers."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from math import radians, tan
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Point
from rq import Worker

from bench import scale, sight_peers, store, zone_tiles
from bench.city import EAST, NORTH, SOUTH, WEST, write_city
from bench.measure import Measured
from bench.town import Town, town
from etl import run
from etl.derive.visibility import put_all, see
from gis_app.config import env, product
from gis_app.devices.models import Camera
from gis_app.devices.optics import defaults
from gis_app.findings.metric import Metric
from gis_app.findings.models import Visibility
from gis_app.jobs.hints import queue
from gis_app.jobs.models import Job
from gis_app.people.models import User
from gis_app.places.models import Building, City
from gis_app.sources.models import Delivery

HOUSES, CAMERAS = 20_000, 2_000
FULL_HOUSES, FULL_CAMERAS = 100_000, 10_000
REACHES = (100, 200, 300)
TARGET_S, TARGET_ONE_MS = 20, 20
MOVED = 60
PATIENCE_S = 600
BUNCH = 5_000
Row = dict[str, float]


def measure(folder: Path, *, full: bool) -> Measured:
    """Fill a store with a dense town, then compute and draw all zones with one worker and two, at three ranges."""
    houses, cameras = (FULL_HOUSES, FULL_CAMERAS) if full else (HOUSES, CAMERAS)
    product.open_store()
    made = town(houses, cameras)
    fill(folder, made)
    planner = User.objects.create(username="bench", roles=["planner"], password="!")
    measured = Measured(f"What {cameras:,} cameras see among {len(made.houses):,} buildings")
    for workers, reach in ((1, REACHES[0]), *((2, reach) for reach in REACHES)):
        look_as_far_as(reach)
        before = spent_s()
        with working(workers):
            row = everything(cameras)
        row |= {"workers_cpu_s": round(spent_s() - before, 1)}
        measured.rows[f"{reach} m, workers: {workers}"] = row | zone_tiles.worst(zone_tiles.measure(planner))
    look_as_far_as(REACHES[0])
    measured.rows["one moved camera"] = {"ms": round(1000 * median(one_by_one()), 1)}
    measured.notes += verdicts(measured.rows, cameras) + zone_tiles.verdicts(measured.rows)
    beside(measured, folder, made)
    return measured


def beside(measured: Measured, folder: Path, made: Town) -> None:
    """The peers on cameras that stand in the street, none on a wall; ours by Dask on all."""
    try:
        told = sight_peers.run(folder, made.houses, made.places)
    except (OSError, subprocess.SubprocessError) as reason:
        measured.notes.append(f"No peers beside us: {reason}.")
        return
    measured.rows |= {f"pure: {name}": row for name, row in told.items()}


def fill(folder: Path, made: Town) -> None:
    """A city with the town in its middle, its cameras with their passports."""
    run.load_city(write_city(folder)[0])
    scale.add_origin()
    city = City.objects.get()
    plane = Metric.of(city)
    middle = plane.metres([(WEST + EAST) / 2], [(SOUTH + NORTH) / 2])
    shift = np.hstack(middle)
    shapes = plane.degrees(shapely.transform(made.houses, lambda corners: corners + shift))
    texts = shapely.to_wkb(shapes, hex=True)
    common = origin()
    for some in bunches(len(texts)):
        Building.objects.bulk_create(
            Building(
                **common(f"b{n}"),
                height_m=None if np.isnan(made.heights_m[n]) else float(made.heights_m[n]),
                shape=MultiPolygon(GEOSGeometry(texts[n]), srid=4326),
            )
            for n in some
        )
    spots = plane.degrees(shapely.points(made.places + shift))
    Camera.objects.bulk_create(
        Camera(
            **common(f"c{n}"),
            code=f"C-{n}",
            kind="fixed",
            status="working",
            point=Point(spot.x, spot.y, srid=4326),
            azimuth=made.azimuth[n],
            hfov=made.hfov[n],
            height_m=made.camera_m[n],
            tilt=15,
            width_px=2560,
            height_px=1440,
        )
        for n, spot in enumerate(spots)
    )
    store.run("VACUUM (ANALYZE)")
    store.settle()


def origin() -> Any:
    """What every imported row names, given its key."""
    delivery = Delivery.objects.get(source__code="bench")
    return lambda key: {
        "source_id": delivery.source_id,
        "delivery_id": delivery.pk,
        "key": key,
        "fingerprint": UUID(int=0),
    }


def bunches(count: int) -> Iterator[range]:
    edges = [*range(0, count, BUNCH), count]
    return (range(a, b) for a, b in pairwise(edges))


def look_as_far_as(reach_m: float) -> None:
    """Give each camera as many columns as carry its lowest class just so far."""
    cameras = list(Camera.objects.only("hfov", "height_m", "width_px"))
    for camera in cameras:
        slant = (reach_m**2 + camera.height_m**2) ** 0.5
        camera.width_px = round(defaults().seen_px_per_m * 2 * slant * tan(radians(camera.hfov) / 2))
        camera.height_px = round(camera.width_px * 9 / 16)
    Camera.objects.bulk_update(cameras, ["width_px", "height_px"], batch_size=BUNCH)
    store.run("VACUUM (ANALYZE) devices_camera")
    store.settle()


@contextmanager
def working(workers: int) -> Iterator[None]:
    """The product's own workers, each a process that is up and waits."""
    words = [sys.executable, "manage.py", "work"]
    started = [subprocess.Popen(words, cwd=env.ROOT, stdout=subprocess.DEVNULL) for _ in range(workers)]
    try:
        wait_until(lambda: len(Worker.all(queue=queue())) == workers)
        yield
    finally:
        for worker in started:
            worker.terminate()
        for worker in started:
            worker.wait(PATIENCE_S)


def everything(cameras: int) -> Row:
    """Every camera anew, from the planner's wish to the last zone committed."""
    began = time.perf_counter()
    put_all(key=f"bench-{began}")
    wait_until(lambda: not Job.objects.filter(state__in=("waiting", "running")).exists(), nap=0.05)
    seconds = time.perf_counter() - began
    if failed := Job.objects.filter(state="failed").first():
        raise RuntimeError(f"A job failed: {failed.error}")
    store.run("VACUUM (ANALYZE) findings_visibility")
    store.settle()
    kept = Visibility.objects.count()
    return {"seconds": round(seconds, 2), "cameras_per_s": round(cameras / seconds), "zones": kept}


def spent_s() -> float:
    """Processor seconds of all the processes that this one started and that have ended."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def one_by_one() -> list[float]:
    """The seconds that single cameras take, read, computed and written; the first few warm up."""
    ids = list(Camera.objects.order_by("?").values_list("pk", flat=True)[: MOVED + 5])
    return [seconds_of(one) for one in ids][5:]


def seconds_of(camera: int) -> float:
    began = time.perf_counter()
    see([camera])
    return time.perf_counter() - began


def wait_until(done: Callable[[], object], *, nap: float = 0.2) -> None:
    end = time.monotonic() + PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("The workers did not come to an end.")
        time.sleep(nap)


def verdicts(rows: dict[str, Row], cameras: int) -> list[str]:
    two, one = rows["100 m, workers: 2"]["seconds"], rows["100 m, workers: 1"]["seconds"]
    far = rows["300 m, workers: 2"]["seconds"]
    moved = rows["one moved camera"]["ms"]
    return [
        f"Target: 10,000 cameras at 100 m in {TARGET_S} s on two cores; "
        f"{met(two * FULL_CAMERAS / cameras <= TARGET_S)} with {two} s for {cameras:,}.",
        f"Two workers are {one / two:.2f} times as fast as one.",
        f"Nine times the range squared takes {far / two:.1f} times as long.",
        f"Target: one moved camera in {TARGET_ONE_MS} ms; {met(moved <= TARGET_ONE_MS)} with {moved} ms.",
    ]


def met(good: bool) -> str:
    return "met" if good else "missed"

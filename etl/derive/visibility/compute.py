"""What some cameras see, computed and kept in transactions of a few hundred."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import shapely
from django.db import transaction
from django.utils import timezone

from etl.errors import NoSuchSource
from gis_app.devices.models import Camera
from gis_app.devices.optics import optics
from gis_app.findings.actions import Zone, keep_seen
from gis_app.findings.metric import DEGREES_SRID, Metric
from gis_app.findings.models import Stale
from gis_app.findings.queries import edition
from gis_app.findings.zones import Seen, Spot, zones
from gis_app.places.models import City
from layers.methods.pixel_density import EDITIONS

AT_ONCE = 250
FIELDS = ("kind", "status", "point", "same_as", "withdrawn_at", "assumed", "sectors")
NUMBERS = ("azimuth", "tilt", "hfov", "width_px", "height_px", "height_m")


def see(ids: Sequence[int], watch: Callable[[int, int], None] = lambda done, total: None) -> dict[str, int]:
    """Compute and keep what these cameras see; gives how many there were and the zones kept.

    `watch` is told what is done, between transactions. Raises NoSuchSource without a city.
    """
    city = City.objects.first()
    if city is None:
        raise NoSuchSource("This home has no city yet. Load one: ./safecity load city.yml.")
    metric, kept = Metric.of(city), 0
    for first in range(0, len(ids), AT_ONCE):
        watch(first, len(ids))
        kept += _few(ids[first : first + AT_ONCE], metric)
    return {"cameras": len(ids), "zones": kept}


def _few(ids: Sequence[int], metric: Metric) -> int:
    """The passports stay locked meanwhile, so that whoever changes one, or the edition, computes after us.

    Notes are taken before anything is read: what changes later leaves a note of its own. The edition is read under the
    lock: one that is chosen later puts a job that waits for it.
    """
    with transaction.atomic():
        held = Camera.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
        Stale.objects.filter(camera__in=ids).delete()
        cameras = [one for one in held.only(*FIELDS, *NUMBERS) if stands(one)]
        year = edition()
        spots = [Spot(one.point.x, one.point.y, optics(one)) for one in cameras]
        found = zones(spots, metric, year)
        return keep_seen(cameras=ids, zones=rows(cameras, spots, found, metric, year), at=timezone.now())


def stands(camera: Camera) -> bool:
    """Whether there is a camera: not removed, not withdrawn by its owner, no older name of another."""
    return camera.same_as_id is None and camera.withdrawn_at is None and camera.status != Camera.Status.REMOVED


def rows(
    cameras: Sequence[Camera], spots: Sequence[Spot], found: Sequence[Seen], metric: Metric, year: int
) -> Iterator[Zone]:
    """The zones as the store keeps them: in degrees, their areas in square metres."""
    fine = {"": 0.0} | {one.name: one.px_per_m for one in EDITIONS[year]}
    flat = [(at, quality, shape) for at, seen in enumerate(found) for quality, shape in seen.items()]
    shapes = np.array([shape for _at, _quality, shape in flat], dtype=object)
    areas = shapely.area(shapes)
    written = shapely.to_wkb(shapely.set_srid(metric.degrees(shapes), DEGREES_SRID), hex=True, include_srid=True)
    for (at, quality, _shape), area, text in zip(flat, areas, written, strict=True):
        picture = spots[at].optics
        yield Zone(cameras[at].pk, quality, fine[quality], year, text, float(area), picture.guessed, picture.directed)

"""What cameras truly see among the store's buildings: the polygon of each class, in metres. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import shapely
from django.db import connection

from gis_app.devices.optics import Optics, defaults
from gis_app.findings.metric import Metric
from layers.methods.pixel_density import EDITIONS, blind_radius, far_edge, farthest, ground_distance
from layers.methods.visibility import Buildings, View, zones_many

METRES_PER_DEGREE = 111_000
FAR_M = 100_000.0
# One sees under a roof on posts, and below what begins higher than people and cars.
OPEN = ("roof", "carport")
CLEARANCE_M = 3
NEAR = """
    SELECT ST_AsBinary(b.shape), CASE WHEN NOT b.height_assumed THEN b.height_m END FROM places_building b
    WHERE b.id IN (
        SELECT near.id FROM unnest(%s::float[], %s::float[], %s::float[], %s::float[]) AS box (west, south, east, north)
        JOIN places_building near ON near.shape && ST_MakeEnvelope(west, south, east, north, 4326)
    ) AND NOT b.is_part AND b.kind <> ALL(%s) AND coalesce(b.base_m, 0) < %s ORDER BY b.id
"""
Seen = dict[str, shapely.MultiPolygon]


@dataclass(frozen=True)
class Spot:
    """A camera at its place, degrees."""

    lon: float
    lat: float
    optics: Optics


def reach_m(optics: Optics, px_per_m: float | None = None) -> float:
    """Metres on the ground beyond which a picture has fewer pixels a metre than that, ends, or nothing counts.

    Without a number the fewest at which anything counts as seen. The picture ends at its upper edge, see `edge_m`.
    """
    usual = defaults()
    slant = farthest(optics.width_px, optics.hfov, usual.seen_px_per_m if px_per_m is None else px_per_m)
    most = usual.farthest_m if optics.reach_m is None else optics.reach_m
    return max(0.0, min(ground_distance(slant, optics.height_m), edge_m(optics), most))


def edge_m(optics: Optics) -> float:
    """How far on the ground the picture's upper edge lies, metres; infinite where it does not meet the ground.

    One that turns raises its view as far as it sees. A height of 0 is nobody's measure: no edge follows from it.
    """
    if optics.turns or not optics.height_m:
        return inf
    return far_edge(optics.height_m, optics.tilt, optics.vfov)


def near_m(optics: Optics) -> float:
    """The radius of the blind zone under the camera, metres; one that turns can look straight down."""
    blind = 0.0 if optics.turns else blind_radius(optics.height_m, optics.tilt, optics.vfov)
    return min(blind, FAR_M)


def views(spots: Sequence[Spot], metric: Metric, px_per_m: float | None = None) -> list[View]:
    """What each would see at so many pixels a metre, or at all, were there no buildings; azimuths by grid north."""
    lon, lat = np.array([spot.lon for spot in spots]), np.array([spot.lat for spot in spots])
    east, north = metric.metres(lon, lat)
    turned = metric.convergence(lon, lat)
    return [
        View(
            x=float(x),
            y=float(y),
            reach_m=reach_m(spot.optics, px_per_m),
            sectors=tuple((float(azimuth - turn) % 360, hfov) for azimuth, hfov in spot.optics.sectors),
            near_m=near_m(spot.optics),
            height_m=spot.optics.tall_m,
        )
        for spot, x, y, turn in zip(spots, east, north, turned, strict=True)
    ]


def buildings_near(spots: Sequence[Spot], metric: Metric, metres: Sequence[float]) -> Buildings:
    """The buildings that come within so many metres of each spot; those that one can see under are left out."""
    high = np.array(metres) * 1.01 / METRES_PER_DEGREE
    lon, lat = np.array([spot.lon for spot in spots]), np.array([spot.lat for spot in spots])
    wide = high / np.cos(np.radians(lat))
    boxes = [list(map(float, side)) for side in (lon - wide, lat - high, lon + wide, lat + high)]
    with connection.cursor() as cursor:
        cursor.execute(NEAR, [*boxes, list(OPEN), CLEARANCE_M])
        found = cursor.fetchall()
    shapes = shapely.from_wkb([bytes(shape) for shape, _height in found])
    return Buildings(list(metric.shapes(shapes)), [height for _shape, height in found])


def zones(spots: Sequence[Spot], metric: Metric, edition: int, buildings: Buildings | None = None) -> list[Seen]:
    """For each spot the polygon of every class of the edition that it reaches, "" for what it sees at all.

    A class holds all better ones. What would be empty is left out. Buildings are those of the store unless given.
    """
    if not spots:
        return []
    given = views(spots, metric)
    among = buildings_near(spots, metric, [view.reach_m for view in given]) if buildings is None else buildings
    names = ["", *(one.name for one in EDITIONS[edition])]
    distances = [
        [view.reach_m, *(reach_m(spot.optics, one.px_per_m) for one in EDITIONS[edition])]
        for spot, view in zip(spots, given, strict=True)
    ]
    return [
        {name: shape for name, shape in zip(names, seen, strict=True) if not shape.is_empty}
        for seen in zones_many(given, distances, among)
    ]

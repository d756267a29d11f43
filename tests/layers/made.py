"""Small records of every layer in Smallhaven, and the ways in which a person reads them."""

import gzip
import uuid
from datetime import UTC, date, datetime, time
from functools import cache
from math import asinh, pi, radians, tan
from typing import Any

import mapbox_vector_tile
from django.contrib.gis.geos import LineString, MultiPolygon, Point, Polygon
from django.test import Client
from django.test.client import ClientHandler

from gis_app.devices.models import Camera
from gis_app.findings.coverage.models import Gap
from gis_app.findings.coverage.queries import usual
from gis_app.findings.models import Run, Visibility
from gis_app.incidents.models import Crime, EmergencyCall, RoadAccident
from gis_app.people.models import User
from gis_app.places.models import Area, AreaPiece, Building, Duty, Ground, Site, Street
from gis_app.sources.models import Delivery, Source

MIDDLE = (-33.0, 48.0)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
INCIDENT = {
    "at": NOON,
    "day": date(2026, 6, 1),
    "time_precision": "minute",
    "place_precision": "point",
}


def delivery() -> Delivery:
    source, _made = Source.objects.get_or_create(code="town_file", defaults={"name": "Town file", "licence": "CC0"})
    found = Delivery.objects.filter(source=source).first()
    return found or Delivery.objects.create(source=source, received_at=NOON, file_name="town.csv", state="published")


def origin(**more: Any) -> dict[str, Any]:
    """What every imported row carries."""
    first = delivery()
    return {"source": first.source, "delivery": first, "key": uuid.uuid4().hex, "fingerprint": uuid.uuid4(), **more}


def box(lon: float, lat: float, half: float) -> Polygon:
    return Polygon.from_bbox((lon - half, lat - half, lon + half, lat + half))


def crime(lon: float = MIDDLE[0], lat: float = MIDDLE[1], **more: Any) -> Crime:
    return Crime.objects.create(**origin(point=Point(lon, lat), **{"kind": "theft", **INCIDENT, **more}))


def accident(lon: float = MIDDLE[0], lat: float = MIDDLE[1], **more: Any) -> RoadAccident:
    return RoadAccident.objects.create(**origin(point=Point(lon, lat), **{"kind": "collision", **INCIDENT, **more}))


def call(lon: float = MIDDLE[0], lat: float = MIDDLE[1], **more: Any) -> EmergencyCall:
    return EmergencyCall.objects.create(**origin(point=Point(lon, lat), **{"kind": "call_fire", **INCIDENT, **more}))


def camera(lon: float = MIDDLE[0], lat: float = MIDDLE[1], **more: Any) -> Camera:
    return Camera.objects.create(**origin(point=Point(lon, lat), **{"code": "C-1", **more}))


def zone(**more: Any) -> Visibility:
    """What a new camera in the middle sees at all."""
    seen = {"quality": "", "geometry": MultiPolygon(box(*MIDDLE, 0.0003)), "area_m2": 2_000, "computed_at": NOON}
    return Visibility.objects.create(**{**seen, "camera": more.pop("camera", None) or camera(), **more})


def gap(**more: Any) -> Gap:
    """A square of 50 m in the middle where incidents stay unseen, of a run of its own, at the usual class."""
    facts = {"version": "1", "state": "done", "started_at": NOON, "finished_at": NOON}
    facts |= {"parameters": {"edition": 2025, "usual": usual()}}
    run = more.pop("run", None) or Run.objects.create(method="coverage", **facts)
    told = {"weight": 10, "counts": {"robbery": 2}, "days": 365, "why": "far", "metres": 180, "place": 1}
    named = {"quality": usual(), "working": True, "shape": box(*MIDDLE, 0.0003), "point": Point(*MIDDLE)}
    return Gap.objects.create(**{"run": run, **told, **named, **more})


def site(lon: float = MIDDLE[0], lat: float = MIDDLE[1], **more: Any) -> Site:
    return Site.objects.create(**origin(point=Point(lon, lat), **{"kind": "school", **more}))


def area(lon: float = MIDDLE[0], lat: float = MIDDLE[1], half: float = 0.003, **more: Any) -> Area:
    named = {"kind": "district", "code": "north", "name": "North", **more}
    made = Area.objects.create(**origin(shape=MultiPolygon(box(lon, lat, half)), **named))
    AreaPiece.objects.create(area=made, shape=box(lon, lat, half))
    return made


def street(**more: Any) -> Street:
    west, east = (MIDDLE[0] - 0.002, MIDDLE[1]), (MIDDLE[0] + 0.002, MIDDLE[1])
    return Street.objects.create(**origin(shape=LineString(west, east), **{"kind": "residential", "rank": 4, **more}))


def building(half: float = 0.0002, **more: Any) -> Building:
    return Building.objects.create(**origin(shape=MultiPolygon(box(*MIDDLE, half)), **more))


def ground(**more: Any) -> Ground:
    return Ground.objects.create(**origin(shape=box(*MIDDLE, 0.001), **{"kind": "park", **more}))


def on_duty(person: User, here: Area) -> Duty:
    """A watch at every hour of every day."""
    days = list(range(1, 8))
    return Duty.objects.create(person=person, area=here, days=days, begins=time(0), ends=time(0))


def tile_of(zoom: int, lon: float = MIDDLE[0], lat: float = MIDDLE[1]) -> str:
    """`z/x/y` of the tile that a point lies in."""
    side = 2**zoom
    return f"{zoom}/{int((lon + 180) / 360 * side)}/{int((1 - asinh(tan(radians(lat))) / pi) / 2 * side)}"


@cache
def one_handler() -> ClientHandler:
    """The product's middleware, loaded once: WhiteNoise looks through thousands of icons each time."""
    return ClientHandler(enforce_csrf_checks=False)


def signed_in(person: User) -> Client:
    client = Client(SERVER_NAME="localhost", headers={"accept-encoding": "gzip"})
    client.handler = one_handler()
    client.force_login(person)
    return client


def features(person: User, layer: str, zoom: int = 16, query: str = "") -> list[dict[str, Any]]:
    """The features of the tile in the middle of the city, as the person gets it; empty where it is refused."""
    answer = signed_in(person).get(f"/tiles/{layer}/{tile_of(zoom)}.pbf?{query}")
    if answer.status_code == 403:
        return []
    assert answer.status_code == 200, answer.content
    found = mapbox_vector_tile.decode(gzip.decompress(answer.content))
    return found[layer]["features"] if found else []


def tile_ids(person: User, layer: str) -> set[int]:
    return {feature["properties"]["id"] for feature in features(person, layer)}

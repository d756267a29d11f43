"""Reads of cameras that may be one: two passports close together, or of one inventory number."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from gis_app.devices.models import Camera, Twin
from gis_app.devices.queries import visible_to
from gis_app.people.permissions import Permission
from gis_app.people.roles import may

NEAR_M = 8.0
TURN_DEGREES = 40.0
NUMBER_M = 150.0
MOST = 500
TELLING = (
    *("owner_id", "holder_id", "kind", "status", "address", "azimuth", "hfov", "height_m", "archive_days"),
    *("purpose", "legal_ground", "installed_on", "inventory_number"),
)
# A degree is nowhere longer than this on the ground; the sphere's own distance decides.
METRES_A_DEGREE = 110_500.0
# Two joins, each with an index or a hash of its own: one condition with "or" would compare all with all around them.
PAIRS = """
WITH standing AS MATERIALIZED (
  SELECT id, source_id, point, azimuth, inventory_number, ST_Expand(
    point, %(near_m)s / (%(degree)s * greatest(cos(radians(ST_Y(point))), 0.01)), %(near_m)s / %(degree)s) AS around
  FROM devices_camera
  WHERE same_as_id IS NULL AND withdrawn_at IS NULL AND status <> 'removed'
), pair AS (
  SELECT a.id AS first, b.id AS second, ST_DistanceSphere(a.point, b.point) AS metres, false AS numbered
  FROM standing AS a JOIN devices_camera AS b ON b.point && a.around AND b.id > a.id AND b.source_id <> a.source_id
  WHERE b.same_as_id IS NULL AND b.withdrawn_at IS NULL AND b.status <> 'removed'
    AND ST_DistanceSphere(a.point, b.point) <= %(near_m)s
    AND (a.azimuth IS NULL OR b.azimuth IS NULL
         OR 180 - abs(180 - abs(a.azimuth - b.azimuth)::numeric %% 360) <= %(turn)s)
  UNION ALL
  SELECT a.id, b.id, ST_DistanceSphere(a.point, b.point), true
  FROM standing AS a JOIN standing AS b ON b.inventory_number = a.inventory_number AND b.id > a.id
  WHERE a.inventory_number <> '' AND ST_DistanceSphere(a.point, b.point) <= %(number_m)s
)
SELECT first, second, min(metres) AS metres, bool_or(numbered) AS numbered FROM pair
WHERE NOT EXISTS (SELECT 1 FROM devices_twin AS t WHERE t.first_id = pair.first AND t.second_id = pair.second)
GROUP BY first, second ORDER BY numbered DESC, metres, first, second LIMIT %(most)s
"""


@dataclass(frozen=True)
class Pair:
    """Two cameras that may be one, the fuller passport first: how far apart, and whether of one inventory number."""

    first: Camera
    second: Camera
    metres: float
    numbered: bool


def decided(user: Any) -> "QuerySet[Twin]":
    """What was decided, the newest first, for those who decide."""
    rows = Twin.objects.select_related("first", "second").order_by("-at")
    return rows if _may_decide(user) else rows.none()


def _may_decide(user: Any) -> bool:
    needed = (Permission.RECORD_EDIT, Permission.CAMERA_AREA_SEE, Permission.WHOLE_CITY_SEE)
    return all(may(user, one) for one in needed)


def pairs(user: Any) -> list[Pair]:
    """The likeliest first, at most `MOST`; for those who see every camera of the city and may correct records."""
    if not _may_decide(user):
        return []
    limits = {"near_m": NEAR_M, "number_m": NUMBER_M, "turn": TURN_DEGREES, "most": MOST, "degree": METRES_A_DEGREE}
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, limits)
        found = cursor.fetchall()
    ids = {pk for row in found for pk in row[:2]}
    cameras = visible_to(user).select_related("owner", "holder", "source").in_bulk(ids)
    return [
        Pair(*fuller_first(cameras[a], cameras[b]), metres, numbered)
        for a, b, metres, numbered in found
        if {a, b} <= {*cameras}
    ]


def fuller_first(one: Camera, other: Camera) -> tuple[Camera, Camera]:
    """The passport that states more before the other: it is the one to go on."""
    return (one, other) if fullness(one) >= fullness(other) else (other, one)


def fullness(camera: Camera) -> int:
    """How many of the fields that tell two lists apart are stated."""
    return sum(getattr(camera, name) not in (None, "", "unknown") for name in TELLING)

"""A camera's card says how much ground it sees, or why none."""

import pytest

from gis_app.findings.models import Stale
from tests.layers import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def told(person, camera) -> str | None:
    facts = made.signed_in(person).get(f"/api/v1/cameras/{camera.pk}").json()["facts"]
    return next((fact["value"] for fact in facts if fact["name"] == "What it sees"), None)


def test_a_card_tells_the_ground_that_is_seen(pavel):
    camera = made.camera()
    made.zone(camera=camera, area_m2=1234.4)
    assert told(pavel, camera) == "1,234 m² of ground"


def test_a_camera_inside_a_building_says_so(pavel):
    camera = made.camera()
    Stale.objects.all().delete()
    assert told(pavel, camera) == "nothing: its picture is too coarse, or does not reach the ground"
    made.building()
    Stale.objects.all().delete()
    assert told(pavel, camera) == "nothing: it stands inside a building"


def test_what_is_not_computed_yet_is_not_told(pavel):
    camera = made.camera()
    Stale.objects.get_or_create(camera=camera.pk)
    assert told(pavel, camera) is None

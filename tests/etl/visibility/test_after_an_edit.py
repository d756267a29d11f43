"""A camera that a planner moves or turns sees anew at once, and as before when that is undone."""

import pytest

from etl.edits import actions
from gis_app.findings import queries
from gis_app.findings.models import Stale
from gis_app.jobs import actions as ledger
from gis_app.sources.models import Edit
from tests.gis_app.findings.seen import camera, computed, place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture(autouse=True)
def _held_beat(monkeypatch):
    """The beat's thread can't see what the test has not committed."""
    monkeypatch.setattr(ledger, "BEAT_SECONDS", 600)


def seers(user, east: float, north: float) -> list[int]:
    return [one.camera for one in queries.sees(user, *place(east, north))]


def test_a_turned_camera_sees_the_other_way_and_back_when_undone(pavel, django_capture_on_commit_callbacks):
    one = camera()
    computed(one)
    with django_capture_on_commit_callbacks(execute=True):
        actions.correct(by=pavel, layer="cameras", record_id=one.pk, values={"azimuth": 270})
    assert (seers(pavel, 20, 0), seers(pavel, -20, 0)) == ([], [one.pk])
    assert not Stale.objects.exists(), "nothing is left for the clock"
    with django_capture_on_commit_callbacks(execute=True):
        actions.undo(by=pavel, edit_id=Edit.objects.get().pk)
    assert (seers(pavel, 20, 0), seers(pavel, -20, 0)) == ([one.pk], [])


def test_a_moved_camera_sees_from_where_it_stands_now(pavel, django_capture_on_commit_callbacks):
    one = camera()
    computed(one)
    with django_capture_on_commit_callbacks(execute=True):
        actions.correct(by=pavel, layer="cameras", record_id=one.pk, values={"point": list(place(0, 500))})
    assert (seers(pavel, 20, 0), seers(pavel, 20, 500)) == ([], [one.pk])


def test_an_edit_stands_even_where_its_view_can_t_be_computed(pavel, monkeypatch, django_capture_on_commit_callbacks):
    one = camera()
    computed(one)
    monkeypatch.setattr("etl.derive.visibility.compute.zones", lambda *given: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True):
        actions.correct(by=pavel, layer="cameras", record_id=one.pk, values={"azimuth": 270})
    one.refresh_from_db()
    assert one.azimuth == 270
    assert set(Stale.objects.values_list("camera", flat=True)) == {one.pk}, "the clock will try again"

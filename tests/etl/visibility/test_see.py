"""What cameras see is computed when it should be, whole, and the same however it is divided."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.utils import timezone

from etl import jobs
from etl.derive.visibility import compute, everything, put_all, put_due, put_for, run, see
from etl.errors import NoSuchSource
from gis_app.devices.models import Camera
from gis_app.findings.actions import choose_edition
from gis_app.findings.models import Run, Stale, Visibility
from gis_app.jobs import actions as ledger
from gis_app.jobs.models import Job
from gis_app.places.models import Building
from gis_app.sources.models import LayerVersion
from tests.gis_app.findings.seen import camera, computed, place, wall
from tests.layers import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture(autouse=True)
def _held_beat(monkeypatch):
    """The beat's thread can't see what the test has not committed."""
    monkeypatch.setattr(ledger, "BEAT_SECONDS", 600)


def zones() -> dict[tuple[int, str], bytes]:
    return {(row.camera_id, row.quality): bytes(row.geometry.wkb) for row in Visibility.objects.all()}


def performed() -> None:
    while waiting := Job.objects.filter(kind="visibility", state="waiting").first():
        jobs.perform(waiting.pk)


def area(one, quality: str = "") -> float:
    return Visibility.objects.get(camera=one, quality=quality).area_m2


def seers(east: float, north: float) -> set[int]:
    point = Point(*place(east, north), srid=4326)
    return set(Visibility.objects.filter(quality="", geometry__intersects=point).values_list("camera", flat=True))


def test_classes_nest_and_measure_what_they_should(city):
    one = camera(tilt=20)
    computed(one)
    seen = {row.quality: row for row in Visibility.objects.filter(camera=one)}
    assert set(seen) == {"", "overview", "outline", "discern", "perceive", "characterise"}
    ordered = sorted(seen.values(), key=lambda row: row.px_per_m)
    for wide, fine in pairwise(ordered):
        assert wide.area_m2 > fine.area_m2
        assert wide.geometry.buffer(1e-7).contains(fine.geometry)
    reach = (1920 / (2 * 0.57735 * 20)) ** 2 - 4**2
    near = 5.1  # the lower edge of the picture looks 38 degrees down
    assert seen["overview"].area_m2 == pytest.approx(3.14159 / 6 * reach, rel=0.01, abs=3.14159 / 6 * near**2)


def test_what_is_seen_ends_at_the_picture_s_upper_edge():
    flat, steep = camera(tilt=10), camera(tilt=45)
    computed(flat, steep)
    assert (seers(7, 0), seers(9, 0), seers(60, 0)) == ({steep.pk}, {flat.pk}, {flat.pk})
    assert area(steep) == pytest.approx(3.14159 / 6 * (7.85**2 - 2.04**2), rel=0.01)


def test_a_building_takes_away_and_its_going_gives_back():
    one = camera()
    computed(one)
    free = area(one)
    house = wall(20, -10, 25, 10)
    computed(one)
    hidden = area(one)
    house.delete()
    computed(one)
    assert hidden < free * 0.7
    assert area(one) == free


@pytest.mark.parametrize("told", [{"is_part": True}, {"kind": "roof"}, {"base_m": 4}])
def test_one_sees_under_roofs_and_bridges_and_parts_count_with_their_building(told):
    one = camera()
    computed(one)
    free = area(one)
    wall(20, -10, 25, 10, **told)
    computed(one)
    assert area(one) == free


def test_a_low_building_hides_a_strip_behind_it_only_where_both_heights_are_known():
    tall, unknown = camera(height_m=8), camera(height_m=None)
    wall(20, -30, 25, 30, height_m=3)
    computed(tall, unknown)
    assert seers(50, 0) == {tall.pk}


def test_a_camera_in_its_wall_sees_the_street_and_one_deep_inside_sees_nothing():
    wall(-20, -10, 0.3, 10)
    on_the_wall, inside = camera(), camera(-10)
    computed(on_the_wall, inside)
    assert area(on_the_wall) > 1000
    assert not Visibility.objects.filter(camera=inside).exists()


def test_assumed_optics_are_marked():
    stated, blank = camera(), made.camera(*place(0, 50), kind="fixed")
    computed(stated, blank)
    marks = dict(Visibility.objects.filter(quality="").values_list("camera", "assumed"))
    assert marks == {stated.pk: False, blank.pk: True}
    assert not Visibility.objects.get(camera=blank, quality="").directed


def test_an_edition_chosen_while_many_are_computed_holds_for_those_to_come(artem, monkeypatch):
    early, late = camera(), camera(40)
    monkeypatch.setattr(compute, "AT_ONCE", 1)

    def watch(done: int, total: int) -> None:
        if done:
            choose_edition(by=artem, year=2014)

    see([early.pk, late.pk], watch)
    kept = {one.pk: set(one.seen.exclude(quality="").values_list("edition", flat=True)) for one in (early, late)}
    assert kept == {early.pk: {2025}, late.pk: {2014}}


def test_a_removed_camera_s_zones_go_and_come_back():
    one = camera()
    computed(one)
    for status, there in (("removed", False), ("working", True)):
        Camera.objects.filter(pk=one.pk).update(status=status)
        computed(one)
        assert Visibility.objects.filter(camera=one).exists() is there


def test_parts_by_any_worker_give_the_same_to_the_last_digit(monkeypatch, pavel):
    for number in range(7):
        camera(number * 40, azimuth=number * 50)
        wall(number * 40 + 10, 5, number * 40 + 18, 30)
    everything()
    alone = zones()
    monkeypatch.setattr(run, "PART", 2)
    Visibility.objects.all().delete()
    put_all(key="test")
    performed()
    assert zones() == alone
    divided = Run.objects.order_by("-pk").first()
    assert (divided.state, divided.counts) == ("done", {"parts": 4, "cameras": 7})


def test_a_run_ends_like_the_worst_of_its_parts(monkeypatch):
    for number in range(3):
        camera(number * 40)
    monkeypatch.setattr(run, "PART", 1)
    jobs.perform(put_all(key="test").pk)
    ledger.cancel(job_id=Job.objects.filter(state="waiting").first().pk)
    performed()
    assert Run.objects.get().state == "cancelled"
    assert Visibility.objects.values("camera").distinct().count() == 2, "the others stay"


@pytest.mark.parametrize("state", ["cancelled", "failed"])
def test_a_run_whose_last_part_ended_without_a_worker_is_closed_by_the_clock(monkeypatch, state):
    for number in range(2):
        camera(number * 40)
    monkeypatch.setattr(run, "PART", 1)
    jobs.perform(put_all(key="test").pk)
    first, last = Job.objects.filter(state="waiting").order_by("pk")
    jobs.perform(first.pk)
    put_due()
    assert Run.objects.get().state == "running", "a part is still to come"
    if state == "cancelled":
        ledger.cancel(job_id=last.pk)
    else:
        given_up(last)
    put_due()
    assert (Run.objects.get().state, Run.objects.get().counts) == (state, {"parts": 2, "cameras": 2})


def given_up(job: Job) -> None:
    """Its worker went silent once too often, and the sweep came by."""
    long_ago = timezone.now() - timedelta(hours=1)
    Job.objects.filter(pk=job.pk).update(state="running", attempts=ledger.ATTEMPTS, heartbeat=long_ago)
    ledger.sweep()


def test_a_moved_camera_puts_a_job_that_is_done_once_the_move_is_committed(django_capture_on_commit_callbacks):
    one = camera()
    computed(one)
    before = LayerVersion.objects.get(layer="coverage").number
    Camera.objects.filter(pk=one.pk).update(azimuth=270)
    with django_capture_on_commit_callbacks(execute=True):
        put_for("cameras", [one.pk], ["azimuth"], timezone.now())
    assert Job.objects.get(kind="visibility").state == "done"
    assert seers(-20, 0) == {one.pk}
    assert LayerVersion.objects.get(layer="coverage").number > before


def stale() -> set[int]:
    return set(Stale.objects.values_list("camera", flat=True))


def test_whatever_writes_a_camera_leaves_a_note_until_its_view_is_computed():
    one, other = camera(), camera(700)
    assert stale() == {one.pk, other.pk}
    computed(one, other)
    assert stale() == set()
    Camera.objects.filter(pk=one.pk).update(purpose="traffic", address="Main Street")
    assert stale() == set(), "words decide nothing"
    Camera.objects.filter(pk=one.pk).update(tilt=30)
    assert stale() == {one.pk}


def test_a_building_notes_the_cameras_around_where_it_stood_and_stands():
    near, there, far = camera(), camera(600), camera(0, -900)
    house = wall(20, -30, 25, 30)
    computed(near, there, far)
    house.shape = MultiPolygon(Polygon.from_bbox((*place(620, -30), *place(625, 30))))
    house.save()
    assert stale() == {near.pk, there.pk}
    computed(near, there)
    Building.objects.filter(pk=house.pk).update(street="Main Street")
    assert stale() == set()
    house.delete()
    assert stale() == {there.pk}


def test_what_is_stale_is_computed_by_one_job_and_notes_without_a_camera_go():
    one = camera()
    Stale.objects.create(camera=one.pk + 1000)
    job = put_due()
    assert put_due() is None, "another is open"
    jobs.perform(job.pk)
    assert Visibility.objects.filter(camera=one).exists()
    assert not Stale.objects.exists()
    assert put_due() is None


def test_after_a_mistake_the_clock_waits(monkeypatch):
    one = camera()
    monkeypatch.setattr("etl.derive.visibility.compute.zones", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        jobs.perform(put_due().pk)
    assert (put_due(), stale()) == (None, {one.pk})
    assert put_due(timezone.now() + timedelta(minutes=11))


@pytest.mark.parametrize(("layer", "field"), [("cameras", "purpose"), ("buildings", "height_m"), ("crimes", "point")])
def test_what_nobody_waits_for_is_left_to_the_clock(layer, field):
    put_for(layer, [1], [field], timezone.now())
    assert not Job.objects.exists()


def test_without_a_city_it_is_one_sentence_and_no_job(city):
    city.delete()
    Stale.objects.create(camera=1)
    assert put_due() is None
    with pytest.raises(NoSuchSource, match="no city yet"):
        see([1])

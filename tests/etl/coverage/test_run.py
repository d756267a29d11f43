"""How much of what matters the cameras see, in a city small enough to count by hand."""

from datetime import timedelta

import pytest
from django.contrib.gis.geos import MultiPolygon
from django.utils import timezone

from etl.derive.coverage import compute, put_due, work
from etl.errors import Cancelled
from gis_app.findings.actions import choose_edition
from gis_app.findings.coverage import queries
from gis_app.findings.coverage.models import Demand, Gap
from gis_app.findings.coverage.queries import Asked, Share
from gis_app.findings.models import Run
from gis_app.jobs.actions import claim, put
from gis_app.jobs.models import Job
from gis_app.sources.actions import raise_versions
from tests.etl.coverage.streets import Ground
from tests.layers import made

pytestmark = pytest.mark.django_db
ALL = Asked(quality="")


@pytest.fixture
def ground(city) -> Ground:
    return Ground(city)


def share(user, measure: str, asked: Asked = ALL) -> Share:
    return queries.shares(user, queries.run(), asked).get((measure,), Share(0, 0, 0))


def test_a_crime_that_two_cameras_see_counts_once(ground, pavel):
    ground.crime(0, 0)
    ground.crime(500, 0)
    for code in ("a", "b"):
        ground.sees(ground.camera(-20, 0, code=code), -10, -10, 10, 10)
    compute()
    assert share(pavel, "crimes") == Share(2, 1, 1)


def test_seen_by_one_is_not_seen_by_two(ground, pavel):
    ground.crime(0, 0)
    ground.sees(ground.camera(-20, 0), -10, -10, 10, 10)
    compute()
    assert share(pavel, "crimes") == Share(1, 1, 0)


def test_a_camera_out_of_order_sees_only_among_all(ground, pavel):
    ground.crime(0, 0)
    ground.sees(ground.camera(-20, 0, status="offline"), -10, -10, 10, 10)
    compute()
    assert share(pavel, "crimes") == Share(1, 1, 0)
    assert share(pavel, "crimes", Asked(quality="", working=True)) == Share(1, 0, 0)


@pytest.mark.parametrize("status", ["planned", "removed"])
def test_a_camera_that_is_not_there_sees_nothing(ground, pavel, status):
    ground.crime(0, 0)
    ground.sees(ground.camera(-20, 0, status=status), -10, -10, 10, 10)
    compute()
    assert share(pavel, "crimes") == Share(1, 0, 0)


def test_a_finer_class_sees_less(ground, pavel):
    near, far = ground.crime(0, 0), ground.crime(40, 0)
    camera = ground.camera(-20, 0)
    ground.sees(camera, -10, -10, 50, 10)
    ground.sees(camera, -10, -10, 10, 10, quality="discern", px_per_m=80)
    compute()
    assert share(pavel, "crimes") == Share(2, 2, 0)
    assert share(pavel, "crimes", Asked(quality="discern")) == Share(2, 1, 0)
    assert share(pavel, "crimes", Asked(quality="perceive")) == Share(2, 0, 0)
    ranks = dict(Demand.objects.values_list("record", "seen"))
    assert (ranks[near.pk], ranks[far.pk]) == (4, 1)


def test_after_another_edition_was_chosen_what_is_seen_at_all_stays_seen_until_cameras_are_computed(
    ground, pavel, artem
):
    ground.crime(0, 0)
    camera = ground.camera(-20, 0)
    ground.sees(camera, -10, -10, 10, 10)
    ground.sees(camera, -10, -10, 10, 10, quality="discern", px_per_m=80)
    choose_edition(by=artem, year=2014)
    compute()
    assert share(pavel, "crimes") == Share(1, 1, 0)
    assert share(pavel, "crimes", Asked(quality="monitor")) == Share(1, 0, 0)


def test_a_crime_inside_a_house_is_looked_at_before_the_wall_to_the_street(ground, pavel):
    ground.house(-10, -10, 10, 10)
    ground.street((-100, 30), (100, 30))
    ground.crime(0, -5, place_precision="building")
    ground.sees(ground.camera(0, 40), -10, 10.5, 10, 40)
    compute()
    assert share(pavel, "crimes") == Share(1, 1, 0)
    [point] = Demand.objects.filter(measure="crimes").values_list("point", flat=True)
    [east], [north] = ground.metric.metres([point.x], [point.y])
    assert north - ground.middle[1] == pytest.approx(11, abs=0.05)
    assert east - ground.middle[0] == pytest.approx(0, abs=10.05)


def test_a_place_that_is_too_coarse_is_left_out(ground, pavel):
    for precision in ("point", "building", "block", "street", "area"):
        ground.crime(0, 0, place_precision=precision)
    compute()
    assert share(pavel, "crimes").amount == 2


def test_only_the_last_twelve_months_count(ground, pavel):
    ground.crime(0, 0, day="2026-06-01")
    ground.crime(0, 0, day="2025-06-02")
    ground.crime(0, 0, day="2025-06-01")
    compute()
    assert share(pavel, "crimes").amount == 2
    assert queries.run().parameters["from"] == "2025-06-02"


def test_a_street_is_measured_in_metres(ground, pavel):
    ground.street((0, 0), (95, 0))
    ground.street((0, 50), (100, 50), kind="footway")
    ground.street((0, 70), (100, 70), tunnel=True)
    ground.sees(ground.camera(0, 10), -5, -5, 47.5, 5)
    compute()
    found = share(pavel, "streets")
    assert found.amount == pytest.approx(95, abs=0.1)
    assert found.seen == pytest.approx(47.5, abs=0.1)


def test_the_gate_of_a_school_is_where_its_ground_meets_the_street(ground, pavel):
    school = ground.school(0, 0, 60, 40)
    ground.street((-100, 50), (200, 50))
    ground.sees(ground.camera(30, 60), 0, 40, 60, 60)
    compute()
    assert share(pavel, "gates") == Share(1, 1, 0)
    assert Demand.objects.get(measure="gates").record == school.pk


def test_a_school_ground_counts_without_its_buildings(ground, pavel):
    ground.school(0, 0, 100, 100)
    ground.house(0, 0, 100, 50)
    ground.sees(ground.camera(50, 120), 0, 50, 50, 100)
    compute()
    found = share(pavel, "grounds")
    assert found.amount == pytest.approx(5000, rel=0.02)
    assert found.part == pytest.approx(0.5, abs=0.06)


def test_people_are_spread_by_floor_area_and_seen_around_their_homes(ground, pavel):
    made.area(population=900, code="north")
    ground.house(0, 0, 10, 10, kind="apartments", levels=2)
    ground.house(50, 0, 60, 10, kind="apartments", levels=1)
    ground.house(100, 0, 110, 10, kind="industrial", levels=9)
    ground.sees(ground.camera(5, 30), -10, -10, 20, 20)
    compute()
    found = share(pavel, "residents")
    assert found.amount == pytest.approx(900)
    assert found.seen == pytest.approx(600)


def test_the_hour_is_that_of_the_citys_clock_and_unknown_for_a_bare_day(ground, pavel):
    ground.crime(0, 0)
    ground.crime(0, 0, time_precision="day")
    compute()
    hours = {key[1] for key in queries.shares(pavel, queries.run(), ALL, "hour")}
    assert hours == {10, None}


def test_who_does_not_see_the_whole_city_gets_no_figures(ground, olga, anna, oksana, artem, stranger):
    ground.crime(0, 0)
    compute()
    assert [bool(queries.shares(person, queries.run(), ALL)) for person in (olga, anna, artem, stranger)] == [False] * 4
    assert queries.shares(oksana, queries.run(), ALL)
    assert not queries.gaps_visible_to(olga).exists()
    assert queries.gaps_visible_to(oksana).exists()


def test_a_run_replaces_the_one_before(ground, pavel):
    ground.crime(0, 0)
    first = compute()
    second = compute()
    assert list(Run.objects.filter(method="coverage")) == [second]
    assert not Demand.objects.filter(run=first.pk).exists()


def test_a_city_with_nothing_in_it_is_measured_too(city, pavel):
    run = compute()
    assert run.state == Run.State.DONE
    assert queries.shares(pavel, run, ALL) == {}


def gap(quality: str = "") -> Gap:
    return Gap.objects.get(quality=quality, working=False, place=1)


def test_a_gap_names_its_house_its_incidents_and_the_building_that_hides_it(ground):
    ground.street((0, 5), (100, 5), name="Long Street")
    hides = ground.house(20, -10, 30, 4, number="12", street="Long Street")
    ground.house(50, -30, 60, -20, number="7", street="Long Street")
    for _n in range(3):
        ground.crime(55, -5, kind="robbery", severity=2)
    ground.crime(55, -5, kind="fraud")
    camera = ground.camera(0, -5, azimuth=90, hfov=60, width_px=1920, height_m=0)
    compute()
    found = gap()
    assert (found.why, found.hidden_by, found.camera) == (Gap.Why.HIDDEN, hides, camera)
    assert found.metres == pytest.approx(55, abs=0.2)
    assert found.counts == {"robbery": 3}
    assert found.weight == 15
    assert (found.street, found.number) == ("Long Street", "7")


def test_a_camera_that_looks_elsewhere_and_one_too_far_are_told_apart(ground):
    ground.crime(30, 0)
    ground.camera(0, 0, azimuth=270, hfov=60, width_px=1920, height_m=0)
    compute()
    assert gap().why == Gap.Why.ASIDE
    Gap.objects.all().delete()
    ground.camera(0, 0, azimuth=90, hfov=60, width_px=1920, height_m=0)
    compute()
    assert gap("scrutinise").why == Gap.Why.FAR


def test_a_place_beyond_the_picture_s_upper_edge_is_too_far_though_its_pixels_carry(ground):
    ground.crime(30, 0)
    ground.camera(0, 0, azimuth=90, hfov=60, width_px=1920, height_px=1080, height_m=4, tilt=45)
    compute()
    assert (gap().why, gap("outline").why) == (Gap.Why.FAR, Gap.Why.FAR)


def test_what_is_seen_is_no_gap_and_what_is_seen_coarsely_is_one_at_a_finer_class(ground):
    ground.crime(30, 0)
    ground.sees(ground.camera(0, 0, azimuth=90, hfov=60, width_px=1920, height_m=0), 0, -10, 60, 10)
    compute()
    assert not Gap.objects.filter(quality="").exists()
    assert gap("scrutinise").why == Gap.Why.COARSE


def test_without_cameras_everything_is_a_gap(ground):
    ground.crime(30, 0)
    compute()
    assert gap().why == Gap.Why.NONE


def test_areas_narrow_the_figures(ground, pavel):
    north = made.area()
    ground.crime(0, 0, area=north)
    ground.crime(0, 0)
    compute()
    assert share(pavel, "crimes", Asked(quality="", areas=(north.pk,))).amount == 1


def test_a_site_without_a_ground_in_a_house_has_its_gate_before_the_house(ground, pavel):
    house = ground.house(0, 0, 20, 20)
    assert isinstance(house.shape, MultiPolygon)
    made.site(*ground.at(10, 10))
    ground.street((-100, 40), (100, 40))
    ground.sees(ground.camera(10, 30), 0, 20, 20, 40)
    compute()
    assert share(pavel, "gates") == Share(1, 1, 0)


def test_a_cancelled_run_leaves_the_figures_of_before(ground, pavel):
    ground.crime(0, 0)
    first = compute()

    def stop(done: int, _total: int) -> None:
        if done == 7:
            raise Cancelled("Cancelled: the figures of before stay.")

    ground.crime(10, 0)
    with pytest.raises(Cancelled):
        compute(watch=stop)
    assert queries.run() == first
    assert share(pavel, "crimes").amount == 1


def test_the_clock_measures_once_views_are_known_and_again_when_something_changed(ground):
    assert put_due() is None
    ground.crime(0, 0)
    ground.sees(ground.camera(-20, 0), -10, -10, 10, 10)
    job = put_due()
    assert put_due() == job
    work(claim(job.pk))
    assert queries.run().state == Run.State.DONE
    later = timezone.now() + timedelta(minutes=6)
    assert put_due(later) is None
    raise_versions(["cameras"])
    assert put_due() is None
    assert put_due(later).pk > job.pk


def test_the_clock_waits_for_views_and_files_that_are_under_way(ground):
    ground.sees(ground.camera(-20, 0), -10, -10, 10, 10)
    other = put(kind="visibility", key="all")
    assert put_due() is None
    Job.objects.filter(pk=other.pk).update(state=Job.State.DONE)
    assert put_due() is not None


def test_what_failed_is_not_tried_again_at_once(ground):
    ground.sees(ground.camera(-20, 0), -10, -10, 10, 10)
    job = put_due()
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, finished_at=timezone.now())
    assert put_due() is None
    assert put_due(timezone.now() + timedelta(hours=2)) is not None

"""A planner asks for the next cameras, a job answers, and the answer holds what it says."""

import json
import time
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
import shapely
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.utils import timezone

from dashboards.placement import proposal
from etl import jobs
from etl.derive.visibility import see
from gis_app.errors import BadInput, Refused
from gis_app.findings.camera_models import catalogue
from gis_app.findings.metric import Metric
from gis_app.findings.placements import actions as placements
from gis_app.findings.placements import queries
from gis_app.findings.placements.actions import ask, cancel
from gis_app.findings.scenarios import actions, filling
from gis_app.jobs.actions import claim, finish
from gis_app.jobs.models import Job
from gis_app.people.models import AuditEvent
from layers.methods.maximal_cover import Answer, Status, lazy_greedy
from layers.methods.maximal_cover.greedy import DeadEnd
from tests.etl.placement.town import LAST, LAT, WEST, question, robberies, street
from tests.layers import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def quay(city):
    """Nine robberies in the west of a street, three in its middle, one in the east."""
    street()
    for east, number in ((0.05, 9), (0.5, 3), (0.95, 1)):
        robberies(east, number)


def answered(by, **more):
    placement = ask(by=by, parameters=question(**more))
    jobs.perform(placement.job.pk)
    placement.refresh_from_db()
    placement.job.refresh_from_db()
    return placement


def test_the_first_camera_sees_most_and_the_counts_are_those_of_its_zone(quay, pavel):
    placement = answered(pavel)
    answer = placement.answer
    assert (placement.state, placement.error) == ("done", "")
    assert [camera["order"] for camera in answer["cameras"]] == [1, 2]
    assert answer["demand"]["incidents"] == 13
    assert answer["objective"] == pytest.approx(sum(camera["gain"] for camera in answer["cameras"]))
    union = shapely.union_all([shapely.from_geojson(json.dumps(camera["zone"])) for camera in answer["cameras"]])
    points = {east: shapely.Point(WEST + 0.004 * east, LAT + 0.00002) for east in (0.05, 0.5, 0.95)}
    inside = sum(n for east, n in ((0.05, 9), (0.5, 3), (0.95, 1)) if union.intersects(points[east]))
    assert inside == sum(sum(camera["by_kind"].values()) for camera in answer["cameras"])
    assert answer["cameras"][0]["by_kind"]["robbery"] >= 9


def test_each_camera_tells_its_place_its_cost_and_what_it_adds_a_year(quay, pavel):
    first = answered(pavel).answer["cameras"][0]
    assert first["place"] == "Quay Street"
    assert (first["site"], first["model"], first["cost"]) == ("pole", "bullet_4mp", 180_000)
    assert first["incidents_year"] == pytest.approx(sum(first["by_kind"].values()), abs=0.1)
    assert first["per_money"] == pytest.approx(first["incidents_year"] / 0.18, abs=0.1)
    assert first["nearest_m"] is None


def test_a_house_that_hides_the_place_from_a_camera_near_enough_is_named(quay, pavel):
    spot = WEST + 0.0002
    walls = MultiPolygon(made.box(spot, LAT + 0.0002, 0.0001))
    made.Building.objects.create(**made.origin(shape=walls, kind="garages", street="Quay Street", number="12"))
    camera = made.camera(spot, LAT + 0.0004, kind="dome", status="working", hfov=360, width_px=4000)
    see([camera.pk])
    first = answered(pavel, number=1).answer["cameras"][0]
    assert first["nearest_m"] > 30
    assert (first["hidden"]["number"], first["hidden"]["street"]) == ("12", "Quay Street")
    assert first["hidden"]["metres"] == pytest.approx(0.00038 * 111_200, abs=1)
    assert answered(pavel, number=1, existing="none").answer["cameras"][0]["hidden"] is None


def test_the_nearest_camera_is_the_nearest_in_metres_and_not_in_degrees(quay, pavel):
    first = answered(pavel, number=1, existing="none").answer["cameras"][0]
    made.camera(first["lon"], first["lat"] + 0.0009, code="north", status="working")
    made.camera(first["lon"] + 0.001, first["lat"], code="east", status="working")
    again = answered(pavel, number=1, existing="none").answer["cameras"][0]
    assert (again["lon"], again["lat"]) == (first["lon"], first["lat"])
    east, north = Metric("EPSG:32625").metres([first["lon"], first["lon"] + 0.001], [first["lat"]] * 2)
    assert again["nearest_m"] == pytest.approx(float(np.hypot(np.diff(east), np.diff(north))[0]), abs=0.1)
    assert 70 < again["nearest_m"] < 80


def test_the_curve_begins_at_nothing_rises_and_stays_below_its_bound(quay, pavel):
    curve = answered(pavel, exact=True, gap=0).answer["curve"]
    assert [point["number"] for point in curve] == [0, 1, 2]
    assert (curve[0]["answer"], curve[0]["cost"]) == (0, 0)
    for before, after in pairwise(curve):
        assert after["answer"] >= before["answer"]
    assert all(point["random"] <= point["bound"] and point["answer"] <= point["bound"] for point in curve)


def test_a_view_is_aimed_at_the_class_that_is_asked_for_and_stays_so_in_a_scenario(quay, pavel):
    asked = {"number": 1, "quality": "validate", "models": ["bullet_8mp"], "spacing_m": 10}
    placement = answered(pavel, **asked)
    [first] = placement.answer["cameras"]
    model = catalogue().model("bullet_8mp")
    assert first["tilt"] == model.tilted(first["hfov"], first["height_m"], 500)
    assert (first["hfov"], first["incidents_year"] > 0) == (30, True)
    scenario = actions.create(by=pavel, values={"name": "A"})
    filling.fill(by=pavel, scenario=scenario.pk, placement=placement.pk)
    [camera] = scenario.cameras.all()
    told = shapely.from_geojson(json.dumps(first["zone"]))
    kept = shapely.from_wkb(bytes(camera.zones.get(quality="validate").geometry.wkb))
    assert told.symmetric_difference(kept).area < 0.01 * told.area


def test_what_a_camera_of_today_sees_is_not_bought_again(quay, pavel):
    camera = made.camera(WEST + 0.0002, LAT - 0.0001, kind="dome", status="working", hfov=360, width_px=4000)
    see([camera.pk])
    kept, none = answered(pavel).answer, answered(pavel, existing="none").answer
    assert kept["demand"]["seen_incidents"] == 9
    assert kept["objective"] < none["objective"]
    assert none["demand"]["seen_incidents"] == 0


def test_a_budget_is_kept_and_the_curve_is_over_money(quay, pavel):
    answer = answered(pavel, number=None, budget=400_000).answer
    assert 0 < answer["cost"] <= 400_000
    assert answer["cost"] == sum(camera["cost"] for camera in answer["cameras"])
    assert answer["curve"][-1]["cost"] == answer["cost"]
    assert answer["guarantee"] is None


def test_one_view_a_pole_is_a_rule_that_can_be_lifted(quay, pavel):
    only = {"poles": False, "points": [list(made.MIDDLE)], "models": ["bullet_tele"]}
    places = [
        len(answered(pavel, number=3, one_view_per_pole=rule, **only).answer["cameras"]) for rule in (True, False)
    ]
    assert places == [1, 2]


def test_walls_hide_what_is_behind_them_from_every_candidate(quay, pavel):
    for _ in range(4):
        made.crime(made.MIDDLE[0], LAT + 0.0008, kind="robbery", day=LAST)
    open_ground = answered(pavel, number=20).answer["demand"]
    yard = Polygon(*(made.box(made.MIDDLE[0], LAT + 0.0008, half).exterior_ring.coords for half in (0.0003, 0.0001)))
    made.Building.objects.create(**made.origin(shape=MultiPolygon(yard), kind="garages"))
    walled = answered(pavel, number=20).answer["demand"]
    assert open_ground["reachable"] == open_ground["total"] == walled["total"]
    assert walled["reachable"] == pytest.approx(walled["total"] * 13 / 17)


def test_a_proven_answer_says_so_and_greed_never_does(quay, pavel):
    assert answered(pavel).answer["status"] == "greedy"
    proven = answered(pavel, exact=True, gap=0).answer
    assert (proven["status"], proven["gap"], proven["guarantee"]) == ("optimal", 0, None)


def test_the_forbidden_zone_has_no_camera(quay, pavel):
    west = {"type": "Polygon", "coordinates": [[[-34, 47], [-33.0005, 47], [-33.0005, 49], [-34, 49], [-34, 47]]]}
    for camera in answered(pavel, forbidden=west).answer["cameras"]:
        assert camera["lon"] > -33.0005


def test_own_points_in_the_forbidden_zone_are_left_out_and_told(quay, pavel):
    west = {"type": "Polygon", "coordinates": [[[-34, 47], [-33, 47], [-33, 49], [-34, 49], [-34, 47]]]}
    points = [[WEST + 0.0001, LAT], [WEST + 0.0002, LAT], [WEST + 0.0038, LAT + 0.0001]]
    told = answered(pavel, poles=False, points=points, forbidden=west, required_points=[2])
    assert [camera["lon"] for camera in told.answer["cameras"]] == [pytest.approx(points[2][0])]
    assert told.answer["points_left_out"] == {"forbidden": 2}
    assert proposal.told(told)["sentence"].endswith("2 of your points lie in a forbidden zone.")
    refused = answered(pavel, poles=False, points=points, forbidden=west, required_points=[0])
    assert (refused.state, refused.error) == (
        "failed",
        "A point that must get a camera lies where no camera may stand.",
    )


def test_a_forbidden_zone_over_everything_leaves_no_place_and_that_is_said(quay, pavel):
    told = answered(pavel, exact=True, forbidden=json.loads(shapely.to_geojson(shapely.box(-34, 47, -32, 49))))
    assert (told.state, told.answer["cameras"]) == ("done", [])
    assert "no_places" in told.answer["notes"]
    assert "no place where a camera may stand" in proposal.told(told)["sentence"]


def test_cameras_keep_away_from_homes(quay, pavel):
    made.building(kind="apartments")
    free = {camera["lon"] for camera in answered(pavel, number=9).answer["cameras"]}
    kept = {camera["lon"] for camera in answered(pavel, number=9, homes_m=60).answer["cameras"]}
    assert min(abs(lon + 33) for lon in kept) > min(abs(lon + 33) for lon in free)


def test_a_required_point_gets_a_camera_and_a_required_site_is_seen(quay, pavel):
    far = [WEST + 0.0038, LAT + 0.003]
    own = answered(pavel, number=1, points=[far], required_points=[0]).answer["cameras"]
    assert [(camera["site"], camera["lon"]) for camera in own] == [("own", pytest.approx(far[0]))]
    school = made.site(WEST + 0.0039, LAT)
    zone = answered(pavel, number=1, required_sites=[school.pk]).answer["cameras"][0]["zone"]
    assert shapely.from_geojson(json.dumps(zone)).intersects(shapely.Point(WEST + 0.0039, LAT))


def test_a_site_inside_its_house_is_seen_before_the_wall_that_faces_the_street(quay, pavel):
    house = made.building(0.00004, kind="school")
    house.shape = MultiPolygon(made.box(WEST + 0.0036, LAT + 0.0002, 0.00008))
    house.save()
    school = made.site(WEST + 0.0036, LAT + 0.0002)
    placement = answered(pavel, number=1, required_sites=[school.pk])
    assert (placement.state, placement.error) == ("done", "")
    zone = shapely.from_geojson(json.dumps(placement.answer["cameras"][0]["zone"]))
    assert zone.intersects(shapely.Point(WEST + 0.0036, LAT + 0.00011))


def test_a_site_that_a_camera_of_today_sees_asks_for_no_other(quay, pavel):
    school = made.site(WEST + 0.0039, LAT + 0.009)
    assert answered(pavel, required_sites=[school.pk]).state == "failed"
    camera = made.camera(WEST + 0.0039, LAT + 0.0091, kind="dome", status="working", hfov=360, width_px=4000)
    see([camera.pk])
    assert answered(pavel, required_sites=[school.pk]).state == "done"
    assert answered(pavel, required_sites=[school.pk], existing="none").state == "failed"


def test_a_site_that_no_camera_can_see_is_said_in_a_sentence(quay, pavel):
    school = made.site(WEST + 0.0039, LAT + 0.009)
    placement = answered(pavel, required_sites=[school.pk])
    assert (placement.state, placement.error) == ("failed", "A place that must be seen can be seen from no candidate.")


def test_incidents_without_an_exact_place_are_told_apart(quay, pavel):
    robberies(0.3, 4, place_precision="street")
    demand = answered(pavel).answer["demand"]
    assert (demand["incidents"], demand["inexact"]) == (13, 4)


def test_places_chosen_from_the_years_before_are_judged_on_the_last(quay, pavel):
    for year in (2023, 2024):
        robberies(0.05, 9, day=date(year, 6, 20))
        robberies(0.5, 2, day=date(year, 6, 20))
    judged = answered(pavel, number=1).answer["judged"]
    assert (judged["chosen_to"], judged["judged_from"], judged["judged_to"]) == (
        "2025-07-01",
        "2025-07-01",
        "2026-07-01",
    )
    assert 0 < judged["kept"] <= 1
    assert judged["random_low"] <= judged["random"] <= judged["random_high"]
    assert judged["random"] < judged["kept"]


def test_without_years_before_nothing_is_judged(quay, pavel):
    assert answered(pavel).answer["judged"] is None


def test_without_incidents_no_camera_is_proposed_and_that_is_said(city, pavel):
    street()
    placement = answered(pavel, exact=True)
    assert (placement.state, placement.answer["cameras"]) == ("done", [])
    assert "no_incidents" in placement.answer["notes"]


def test_a_search_that_is_cancelled_leaves_its_best_so_far(transactional_db, quay, pavel, monkeypatch):
    monkeypatch.setattr("gis_app.jobs.actions.BEAT_SECONDS", 0.01)
    placement = ask(by=pavel, parameters=question(exact=True))

    def exact(problem, *, gap, seconds, watch):
        cancel(by=pavel, placement=placement.pk)
        end = time.monotonic() + 120
        while not watch(1.0, 2.0, 0.1) and time.monotonic() < end:
            time.sleep(0.01)
        return replace(lazy_greedy(problem), status=Status.CANCELLED)

    monkeypatch.setattr("etl.derive.placement.run.exact", exact)
    jobs.perform(placement.job.pk)
    placement = queries.one(pavel, placement.pk)
    assert placement.state == "cancelled"
    assert placement.answer["status"] == "cancelled"
    assert len(placement.answer["cameras"]) == 2


def another_took(job: Job) -> Job:
    """The worker went silent, the sweep put the job back, another claimed it."""
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, lease=None, due=timezone.now())
    taken = claim(job.pk)
    assert taken
    return taken


def test_a_worker_that_lost_its_job_writes_nothing_over_the_answer_of_the_other(quay, pavel, monkeypatch):
    placement = ask(by=pavel, parameters=question(exact=True))

    def exact(problem, *, gap, seconds, watch):
        other = another_took(placement.job)
        assert placements.answered(placement=placement.pk, job=other, answer={"of": "the other"})
        assert finish(other, Job.State.DONE)
        return replace(lazy_greedy(problem), status=Status.CANCELLED)

    monkeypatch.setattr("etl.derive.placement.run.exact", exact)
    jobs.perform(placement.job.pk)
    placement = queries.one(pavel, placement.pk)
    assert (placement.state, placement.answer) == ("done", {"of": "the other"})


def test_progress_of_a_worker_that_lost_its_job_is_not_written_and_ends_it(quay, pavel, monkeypatch):
    placement = ask(by=pavel, parameters=question(exact=True))

    def exact(problem, *, gap, seconds, watch):
        other = another_took(placement.job)
        assert placements.answered(placement=placement.pk, job=other, answer={"of": "the other"})
        watch(1.0, 2.0, 9.0)
        raise AssertionError("it went on")

    monkeypatch.setattr("etl.derive.placement.run.exact", exact)
    jobs.perform(placement.job.pk)
    placement = queries.one(pavel, placement.pk)
    assert (placement.state, placement.answer) == ("running", {"of": "the other"})


def greed_is_stuck(*_given, **_more):
    raise DeadEnd("No choice was found.")


def test_where_greed_is_stuck_the_search_still_answers(quay, pavel, monkeypatch):
    monkeypatch.setattr("etl.derive.placement.run.lazy_greedy", greed_is_stuck)
    told = answered(pavel, exact=True, gap=0)
    assert (told.state, told.error, told.answer["status"]) == ("done", "", "optimal")
    assert len(told.answer["cameras"]) == 2
    stuck = answered(pavel)
    assert (stuck.state, stuck.error) == ("failed", "No choice was found.")


def test_where_greed_is_stuck_and_the_search_ended_without_a_choice_there_is_none(quay, pavel, monkeypatch):
    monkeypatch.setattr("etl.derive.placement.run.lazy_greedy", greed_is_stuck)
    nothing = Answer((), (), 13.0, 0.0, Status.CANCELLED, 1.0)
    monkeypatch.setattr("etl.derive.placement.run.exact", lambda *_given, **_more: nothing)
    told = answered(pavel, exact=True)
    assert (told.state, told.error, told.answer) == ("cancelled", "Cancelled: no camera was placed.", None)
    monkeypatch.setattr(
        "etl.derive.placement.run.exact", lambda *_given, **_more: replace(nothing, status=Status.TIME_OUT)
    )
    told = answered(pavel, exact=True)
    assert (told.state, told.answer) == ("failed", None)
    assert "in the time allowed" in told.error


def test_where_greed_is_stuck_on_the_years_before_the_choice_stands_unjudged(quay, pavel, monkeypatch):
    robberies(0.05, 9, day=date(2023, 6, 20))
    monkeypatch.setattr("etl.derive.placement.choice.lazy_greedy", greed_is_stuck)
    told = answered(pavel).answer
    assert (told["judged"], "not_judged" in told["notes"], len(told["cameras"])) == (None, True, 2)


def test_cancelled_before_it_began_it_has_no_answer(quay, pavel):
    placement = ask(by=pavel, parameters=question())
    assert cancel(by=pavel, placement=placement.pk)
    assert (queries.one(pavel, placement.pk).state, placement.answer) == ("cancelled", None)


def test_asking_is_audited_and_only_for_planners(quay, pavel, oksana, olga, anna, artem):
    placement = ask(by=pavel, parameters=question())
    assert AuditEvent.objects.filter(action="placement.ask", subject_id=str(placement.pk), actor=pavel.pk).exists()
    for person in (olga, anna, artem):
        with pytest.raises(Refused):
            ask(by=person, parameters=question())
        assert not queries.visible_to(person).exists()
    assert queries.visible_to(pavel).get().pk == placement.pk
    assert Job.objects.filter(kind="placement").count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"number": None}, "how many cameras"),
        ({"number": 0}, "number"),
        ({"budget": 5}, "more than the budget"),
        ({"models": ["sundial"]}, "no camera model sundial"),
        ({"models": []}, "models"),
        ({"quality": "identify"}, "no class"),
        ({"poles": False}, "where cameras may stand"),
        ({"forbidden": {"type": "Point", "coordinates": [1, 2]}}, "no polygon"),
        ({"forbidden": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]]}}, "no polygon"),
        ({"forbidden": {"type": "Blob"}}, "no GeoJSON"),
        ({"required_points": [0]}, "not among the points"),
        ({"demand": {"to": "2020-01-01"}}, "period is empty"),
        ({"wish": 1}, "wish"),
        ({"seconds": 1e9}, "seconds"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(quay, pavel, wrong, sentence):
    with pytest.raises(BadInput, match=sentence):
        ask(by=pavel, parameters=question(**wrong))
    assert not Job.objects.filter(kind="placement").exists()

"""Scenarios: drawn, moved and counted by planners alone; approved into the inventory, and taken back."""

import pytest

from etl.derive.visibility import see
from gis_app.devices.models import Camera
from gis_app.errors import BadInput, Conflict, NotFoundHere
from gis_app.findings.camera_models import catalogue
from gis_app.findings.scenarios import account, actions, approving, demand, queries
from gis_app.people.models import AuditEvent
from gis_app.sources.models import Delivery
from tests.gis_app.findings.counted import NORTH_1_M, run
from tests.layers import made

LON, LAT = made.MIDDLE
AHEAD = (LON, LAT + 15 * NORTH_1_M)
BEHIND = (LON, LAT - 15 * NORTH_1_M)
LOOKS_NORTH = {"model": "bullet_4mp", "mount": "pole", "point": [LON, LAT], "azimuth": 0, "hfov": 90}

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(city, pavel):
    return actions.create(by=pavel, values={"name": "A"})


def figures(row) -> dict[str, tuple[int, int, int]]:
    found = account.account(row, queries.cameras(row))
    return {one.code: (one.seen, one.of, one.today) for one in found.figures}


def test_a_camera_sees_the_crime_ahead_and_not_the_one_behind(draft, pavel):
    run(AHEAD, BEHIND)
    actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    assert figures(draft)["crimes"] == (1, 2, 0)


def test_turned_round_it_sees_the_other(draft, pavel):
    run(AHEAD, AHEAD, BEHIND)
    camera = actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    assert figures(draft)["crimes"][0] == 2
    actions.alter(by=pavel, camera=camera.pk, values={"azimuth": 180})
    assert figures(draft)["crimes"][0] == 1


def test_a_house_hides_what_is_behind_it(draft, pavel):
    run(AHEAD)
    made.building(0.00003, height_m=30)
    at = {**LOOKS_NORTH, "point": list(BEHIND)}
    actions.add(by=pavel, scenario=draft.pk, values=at)
    assert figures(draft)["crimes"][0] == 0


def test_what_a_camera_of_today_sees_too_is_seen_by_two_and_added_by_none(draft, pavel):
    run(AHEAD, seen=4)
    actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    found = account.account(draft, queries.cameras(draft))
    assert {one.code: (one.seen, one.today) for one in found.figures} == {"crimes": (1, 1), "twice": (1, 0)}
    assert [one.count for one in found.added] == [0]


def test_a_finer_class_sees_less_far(draft, pavel):
    run((LON, LAT + 40 * NORTH_1_M))
    actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    assert figures(actions.change(by=pavel, scenario=draft.pk, values={"quality": ""}))["crimes"][0] == 1
    assert figures(actions.change(by=pavel, scenario=draft.pk, values={"quality": "scrutinise"}))["crimes"][0] == 0


def test_a_run_that_a_newer_one_replaced_meanwhile_is_not_counted_by_half(draft, pavel, monkeypatch):
    actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    gone = run(AHEAD)
    gone.delete()
    told = iter([gone])
    newest = demand.coverage.run
    run(AHEAD, AHEAD)
    gone.pk = 10**9
    monkeypatch.setattr(demand.coverage, "run", lambda: next(told, None) or newest())
    assert figures(draft)["crimes"] == (2, 2, 0)


def test_before_coverage_is_computed_there_are_zones_and_no_figures(draft, pavel):
    actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    found = account.account(draft, queries.cameras(draft))
    assert (found.figures, found.made, len(found.added)) == ((), None, 1)
    assert queries.cameras(draft)[0].zones.exists()


def test_zones_are_by_the_edition_of_the_day_though_stored_by_another(draft, pavel):
    run(AHEAD)
    camera = actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    type(camera).objects.filter(pk=camera.pk).update(edition=2014)
    camera.zones.all().delete()
    assert figures(draft)["crimes"][0] == 1


def test_taken_out_and_put_back(draft, pavel):
    camera = actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    actions.take(by=pavel, camera=camera.pk)
    assert queries.cameras(draft) == []
    actions.take(by=pavel, camera=camera.pk, gone=False)
    assert queries.cameras(draft) == [camera]


def test_a_copy_has_the_cameras_and_changes_alone(draft, pavel):
    camera = actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    second = actions.create(by=pavel, values={"name": "B"}, like=draft.pk)
    [copied] = queries.cameras(second)
    actions.alter(by=pavel, camera=copied.pk, values={"azimuth": 90})
    camera.refresh_from_db()
    assert (camera.azimuth, copied.zones.count()) == (0, camera.zones.count())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"model": "laser"}, "no camera model"),
        ({"mount": "balloon"}, "no mount"),
        ({"point": [0, 0]}, "outside the city"),
        ({"point": [1]}, "longitude and latitude"),
        ({"hfov": 170}, "28 to 100 degrees"),
        ({"hfov": float("nan")}, "is a number"),
        ({"height_m": 0}, "between 1 and 200"),
        ({"azimuth": "north"}, "is a number"),
        ({"tilt": 100}, "between 0 and 90"),
        ({"place": "x" * 300}, "at most 250"),
        ({"colour": "red"}, "no colour"),
    ],
)
def test_what_can_not_be_is_refused_in_one_sentence(draft, pavel, wrong, told):
    with pytest.raises(BadInput, match=told):
        actions.add(by=pavel, scenario=draft.pk, values={**LOOKS_NORTH, **wrong})
    assert queries.cameras(draft) == []


def test_only_planners_have_scenarios(draft, everybody):
    seen = {name: queries.visible_to(user).exists() for name, user in everybody.items()}
    assert seen == {name: name == "pavel" for name in everybody}


def test_oksana_changes_none(draft, pavel, oksana):
    camera = actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    with pytest.raises(NotFoundHere):
        actions.alter(by=oksana, camera=camera.pk, values={"azimuth": 90})


def test_approved_its_cameras_are_planned_in_the_inventory(draft, pavel):
    made.area()
    actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    approving.approve(by=pavel, scenario=draft.pk)
    passport = Camera.objects.get()
    assert (passport.status, passport.azimuth, passport.width_px, passport.area.code) == ("planned", 0, 2560, "north")
    assert Delivery.objects.get(pk=passport.delivery_id).made == 1
    event = AuditEvent.objects.get(action="scenario.approve")
    assert event.new == {"state": "approved", "cameras": [passport.pk]}


def test_an_approved_camera_sees_in_the_inventory_what_it_saw_in_the_scenario(draft, pavel):
    camera = actions.add(by=pavel, scenario=draft.pk, values={**LOOKS_NORTH, "model": "bullet_tele", "hfov": 8})
    approving.approve(by=pavel, scenario=draft.pk)
    passport = Camera.objects.get()
    assert passport.tilt == catalogue().model("bullet_tele").tilted(8, passport.height_m)
    see([passport.pk])
    drawn, kept = ({one.quality: one.geometry for one in of.all()} for of in (camera.zones, passport.seen))
    assert drawn.keys() == kept.keys()
    assert all(drawn[quality].equals_exact(kept[quality], 1e-9) for quality in drawn)


def test_a_tilt_holds_while_a_camera_is_moved_and_goes_when_it_is_set_otherwise(draft, pavel):
    camera = actions.add(by=pavel, scenario=draft.pk, values={**LOOKS_NORTH, "tilt": 50})
    [flat] = queries.cameras(draft)[0].zones.filter(quality="")
    assert flat.geometry.distance(camera.point) < 3 * NORTH_1_M
    assert actions.alter(by=pavel, camera=camera.pk, values={"azimuth": 90}).tilt == 50
    assert actions.alter(by=pavel, camera=camera.pk, values={"hfov": 60}).tilt is None
    approving.approve(by=pavel, scenario=draft.pk)
    assert Camera.objects.get().tilt == catalogue().model("bullet_4mp").tilted(60, camera.height_m)


def test_approved_it_stands_as_it_is(draft, pavel):
    camera = actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    approving.approve(by=pavel, scenario=draft.pk)
    with pytest.raises(Conflict, match="approved"):
        actions.alter(by=pavel, camera=camera.pk, values={"azimuth": 90})
    with pytest.raises(Conflict, match="approved"):
        actions.remove(by=pavel, scenario=draft.pk)


def test_taken_back_nothing_of_it_is_left_in_the_inventory(draft, pavel):
    actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    approving.approve(by=pavel, scenario=draft.pk)
    assert approving.take_back(by=pavel, scenario=draft.pk).state == "draft"
    assert not Camera.objects.exists()
    assert approving.approve(by=pavel, scenario=draft.pk).state == "approved"


def test_once_one_is_installed_it_is_taken_back_no_more(draft, pavel):
    actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    approving.approve(by=pavel, scenario=draft.pk)
    Camera.objects.update(status=Camera.Status.WORKING)
    with pytest.raises(Conflict, match="planned no more"):
        approving.take_back(by=pavel, scenario=draft.pk)
    assert Camera.objects.count() == 1


def test_an_empty_scenario_is_not_approved(draft, pavel):
    with pytest.raises(BadInput, match="no camera"):
        approving.approve(by=pavel, scenario=draft.pk)


def test_each_act_is_one_row_of_the_audit(draft, pavel):
    camera = actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    actions.alter(by=pavel, camera=camera.pk, values={"azimuth": 90})
    told = AuditEvent.objects.filter(action="scenario.camera.change").get()
    assert (told.old, told.new) == ({"azimuth": 0.0}, {"azimuth": 90.0})

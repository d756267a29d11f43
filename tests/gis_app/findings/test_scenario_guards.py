"""What a scenario refuses: changes once approved, to take back what was worked with, and what nobody can keep."""

import json

import pytest

from gis_app.devices.models import Camera, Standing, Twin, WorkOrder
from gis_app.devices.survey.models import Check
from gis_app.errors import BadInput, Conflict
from gis_app.findings.placements import actions as placements
from gis_app.findings.placements.models import Placement
from gis_app.findings.scenarios import actions, approving, asking, queries
from gis_app.jobs.models import Job
from tests.etl.placement.town import question
from tests.gis_app.findings.counted import NORTH_1_M, run
from tests.layers import made

LON, LAT = made.MIDDLE
LOOKS_NORTH = {"model": "bullet_4mp", "mount": "pole", "point": [LON, LAT], "azimuth": 0, "hfov": 90}
FORM = {"layers": "crimes", "number": 2, "on": ["poles", "model:bullet_4mp"]}

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(city, pavel):
    return actions.create(by=pavel, values={"name": "A"})


@pytest.fixture
def approved(draft, pavel):
    actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    return approving.approve(by=pavel, scenario=draft.pk)


def sent(person, address: str, body: dict):
    client = made.signed_in(person)
    answer = client.post(f"/api/v1/{address}", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


@pytest.mark.parametrize("values", [{"archive_days": 90}, {"quality": ""}, {"setup": {}}, {"name": "B", "setup": {}}])
def test_of_an_approved_one_nothing_changes_but_the_name(approved, pavel, values):
    with pytest.raises(Conflict, match="approved"):
        actions.change(by=pavel, scenario=approved.pk, values=values)
    assert actions.change(by=pavel, scenario=approved.pk, values={"name": "C"}).name == "C"
    approved.refresh_from_db()
    assert (approved.archive_days, approved.name) == (30, "C")


def checked(camera):
    Check.objects.create(
        uuid="0b6c3d3e-7c0e-4c56-9f5b-1f4a3f7a1a01", camera=camera, at=made.NOON, received_at=made.NOON, view="clear"
    )


def stated(camera):
    Standing.objects.create(camera=camera, conditions="by day")


def ordered(camera):
    WorkOrder.objects.create(camera=camera, work="prune", opened_at=made.NOON, changed_at=made.NOON)


def twinned(camera):
    other = made.camera(LON, LAT + 0.001)
    first, second = sorted((camera, other), key=lambda one: one.pk)
    Twin.objects.create(first=first, second=second, same=False, at=made.NOON)


@pytest.mark.parametrize("worked", [checked, stated, ordered, twinned])
def test_what_people_entered_for_a_planned_camera_is_not_taken_back_with_it(approved, pavel, worked):
    worked(Camera.objects.get())
    with pytest.raises(Conflict, match="Something was entered"):
        approving.take_back(by=pavel, scenario=approved.pk)
    approved.refresh_from_db()
    assert (approved.state, Camera.objects.filter(status="planned").count()) == ("approved", 1)


def in_between(monkeypatch, act):
    """Let somebody act between the reading of a camera and the locking of its draft."""
    read, todo = queries.one_camera, [act]

    def one_camera(*given):
        row = read(*given)
        while todo:
            todo.pop()()
        return row

    monkeypatch.setattr("gis_app.findings.scenarios.queries.one_camera", one_camera)


def test_a_removal_in_between_is_not_undone_by_a_turn(draft, pavel, monkeypatch):
    camera = actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    in_between(monkeypatch, lambda: actions.take(by=pavel, camera=camera.pk))
    actions.alter(by=pavel, camera=camera.pk, values={"azimuth": 90})
    assert queries.cameras(draft) == []


def test_two_changes_at_once_lose_neither(draft, pavel, monkeypatch):
    camera = actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)

    def meanwhile():
        actions.alter(by=pavel, camera=camera.pk, values={"height_m": 9})
        actions.change(by=pavel, scenario=draft.pk, values={"name": "B"})

    in_between(monkeypatch, meanwhile)
    actions.alter(by=pavel, camera=camera.pk, values={"azimuth": 90})
    camera.refresh_from_db()
    draft.refresh_from_db()
    assert (camera.azimuth, camera.height_m, draft.name) == (90, 9, "B")


DEEP: dict = {}
for _ in range(50):
    DEEP = {"x": DEEP}


@pytest.mark.parametrize(
    "setup", [{"x": "\0"}, {"\0": 1}, {"kinds": ["\0"]}, {"areas": ["a\0"]}, {"x": [{"y": ["\0"]}]}, DEEP]
)
def test_what_the_store_cannot_keep_is_refused_in_one_sentence(draft, pavel, setup):
    run((LON, LAT + 15 * NORTH_1_M))
    for address, body in (("change", {"setup": setup}), ("propose", {**FORM, **setup})):
        status, told = sent(pavel, f"scenarios/{draft.pk}/{address}", body)
        assert (status, told["error"].count(".")) == (400, 1)
    draft.refresh_from_db()
    assert (draft.setup, Job.objects.filter(kind="placement").count()) == ({}, 0)


def test_a_set_up_as_large_as_its_limits_is_kept_and_a_larger_request_is_told_its_size(draft, pavel):
    west, south = LON + 1 / 3e5, LAT + 1 / 3e5
    ring = [[west + 1e-5 * (at % 50), south + 1e-5 * (at // 50)] for at in (*range(50), *range(99, 49, -1))]
    full = {
        "forbidden": [ring] * 40,
        "sites": [2**62] * 200,
        "kinds": ["\U0001f4f7" * 128] * 200,
        "areas": ["\U0001f4f7" * 128] * 200,
    }
    assert sent(pavel, f"scenarios/{draft.pk}/change", {"setup": full})[0] == 200
    status, told = sent(pavel, f"scenarios/{draft.pk}/change", {"setup": {"x": "x" * 800_000}})
    assert (status, told["error"]) == (400, "What was sent is larger than 800 kB.")
    assert sent(pavel, f"scenarios/{draft.pk}/choose", {"cameras": [1] * 9_000})[1]["error"].endswith("than 20 kB.")


def test_the_question_and_its_set_up_are_kept_together_or_not_at_all(draft, pavel, monkeypatch):
    run((LON, LAT + 15 * NORTH_1_M))

    def fails(**_given):
        raise BadInput("No.")

    monkeypatch.setattr(asking.actions, "change", fails)
    with pytest.raises(BadInput):
        asking.ask(by=pavel, scenario=draft.pk, setup=FORM)
    assert not Job.objects.filter(kind="placement").exists()
    assert not Placement.objects.exists()


def test_a_person_has_one_question_open_at_a_time(city, pavel):
    first = placements.ask(by=pavel, parameters=question())
    with pytest.raises(Conflict, match="still being computed"):
        placements.ask(by=pavel, parameters=question())
    placements.cancel(by=pavel, placement=first.pk)
    assert placements.ask(by=pavel, parameters=question()).pk > first.pk


def test_of_a_set_up_what_was_not_said_stays_and_what_another_said_is_not_taken_back(draft, pavel):
    """Two windows: one forbids a zone, the other, drawn before, wants a site seen, then forbids a zone of its own."""
    address, zone = f"scenarios/{draft.pk}/change", [[LON, LAT], [LON + 1e-4, LAT], [LON, LAT + 1e-4]]
    assert sent(pavel, address, {"setup": {"forbidden": [zone]}, "was": {"setup": {"forbidden": None}}})[0] == 200
    assert sent(pavel, address, {"setup": {"sites": [7]}, "was": {"setup": {"sites": None}}})[0] == 200
    late = {"setup": {"forbidden": []}, "was": {"setup": {"forbidden": None}}}
    status, told = sent(pavel, address, late)
    assert (status, "since you saw it" in told["error"]) == (409, True)
    run((LON, LAT + 15 * NORTH_1_M))
    for body in ({**FORM, "forbidden": [], "was": {"forbidden": None}}, {**FORM, "was": 7}):
        assert sent(pavel, f"scenarios/{draft.pk}/propose", body)[0] in (400, 409)
    draft.refresh_from_db()
    assert draft.setup == {"forbidden": [zone], "sites": [7]}
    assert Job.objects.filter(kind="placement").count() == 0


def test_a_name_that_another_gave_meanwhile_stays(draft, pavel):
    assert sent(pavel, f"scenarios/{draft.pk}/change", {"name": "B", "was": {"name": "A"}})[0] == 200
    assert sent(pavel, f"scenarios/{draft.pk}/change", {"name": "C", "was": {"name": "A"}})[0] == 409
    draft.refresh_from_db()
    assert draft.name == "B"


def test_a_set_up_that_grows_part_by_part_has_its_limit(draft, pavel):
    first, second = ({"setup": {part: "x" * 500_000}} for part in "ab")
    assert [sent(pavel, f"scenarios/{draft.pk}/change", body)[0] for body in (first, second)] == [200, 400]


def test_undoing_a_filling_leaves_what_was_drawn_since(draft, pavel):
    before, filled, drawn = (actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH).pk for _ in range(3))
    actions.take(by=pavel, camera=before)
    body = {"cameras": [before], "instead": [filled]}
    assert sent(pavel, f"scenarios/{draft.pk}/choose", body)[0] == 200
    assert set(draft.cameras.filter(gone=False).values_list("pk", flat=True)) == {before, drawn}

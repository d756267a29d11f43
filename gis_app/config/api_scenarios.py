"""The API of scenarios: what the page of placement asks and writes while a planner draws."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dashboards.placement import proposal, told
from gis_app.config.api_edits import given
from gis_app.config.api_parts import Operation, answer, only, parameter
from gis_app.errors import BadInput
from gis_app.findings.camera_models import catalogue
from gis_app.findings.placements.models import Placement
from gis_app.findings.queries import edition
from gis_app.findings.scenarios import actions, approving, named, poses, queries, seeing
from gis_app.findings.scenarios.account import account, zones_of
from gis_app.findings.scenarios.models import Scenario, ScenarioCamera
from gis_app.findings.scenarios.seeing import Pose
from gis_app.people.guard import person
from gis_app.people.permissions import Permission
from layers.cards import number

# A set-up, and beside it what the person saw of it.
MOST_SETUP_BYTES = 2 * poses.MOST_SETUP_BYTES


def scenarios(request: HttpRequest) -> HttpResponse:
    """Every scenario that is there, the oldest first."""
    only(request.GET)
    found: Any = queries.listed(request.user)
    return answer({"scenarios": [{**told.scenario(one), "cameras": one.count} for one in found]})


def scenario(request: HttpRequest, record_id: str) -> HttpResponse:
    """One scenario whole: its cameras with their zones at a class, and what it comes to."""
    only(request.GET, "class")
    row = queries.one(request.user, number(record_id))
    return answer(whole(row, request.GET.get("class")))


def whole(row: Scenario, quality: str | None = None) -> dict[str, Any]:
    asked = queries.quality(row) if quality is None else poses.quality(quality)
    cameras, plane = queries.cameras(row), seeing.metric()
    zones = zones_of(cameras, asked, plane)
    found = account(row, cameras, asked, zones)
    source = proposed(row)
    drawn = dict(zip(zones, plane.degrees(list(zones.values())), strict=True)) if zones else {}
    return {
        **told.scenario(row),
        "sites": told.sites(row.setup),
        "cameras": [told.camera(one, drawn.get(one.pk)) for one in cameras],
        "told": told.account(found, source),
        "why": proposal.why(found),
        "sure": proposal.sure(source),
    }


def proposed(row: Scenario) -> Placement | None:
    """The placement whose answer its cameras were taken from, None for one drawn by hand."""
    return Placement.objects.filter(pk=row.placement).first() if row.placement else None


def create(request: HttpRequest) -> HttpResponse:
    """Make a scenario: `{"name", "quality"?, "archive_days"?, "setup"?, "like"?: another's id}`."""
    sent = given(request, MOST_SETUP_BYTES)
    like = sent.pop("like", None)
    if like is not None and (isinstance(like, bool) or not isinstance(like, int)):
        raise BadInput(_("like is the number of a scenario."))
    return answer(whole(actions.create(by=person(request), values=sent, like=like)))


def change(request: HttpRequest, record_id: str) -> HttpResponse:
    """Change what is given of name, quality, archive_days and, part by part, setup; `was` is what stood there."""
    sent = given(request, MOST_SETUP_BYTES)
    was = seen(sent)
    return answer(whole(actions.change(by=person(request), scenario=number(record_id), values=sent, was=was)))


def seen(sent: dict[str, Any]) -> dict[str, Any]:
    """What the person saw, taken out of what was sent. Raises BadInput."""
    was = sent.pop("was", {})
    if not isinstance(was, dict) or not isinstance(was.get("setup", {}), dict):
        raise BadInput(_("A JSON object is expected."))
    return was


def remove(request: HttpRequest, record_id: str) -> HttpResponse:
    """Take a draft away, or with `{"gone": false}` bring it back."""
    gone = wish(request)
    actions.remove(by=person(request), scenario=number(record_id), gone=gone)
    return answer({"id": number(record_id), "gone": gone})


def approve(request: HttpRequest, record_id: str) -> HttpResponse:
    """Enter its cameras into the inventory as planned."""
    only(request.GET)
    return answer(whole(approving.approve(by=person(request), scenario=number(record_id))))


def take_back(request: HttpRequest, record_id: str) -> HttpResponse:
    """Take the planned cameras out of the inventory again."""
    only(request.GET)
    return answer(whole(approving.take_back(by=person(request), scenario=number(record_id))))


def look(request: HttpRequest, record_id: str) -> HttpResponse:
    """What a camera would see, and what the scenario would come to, with nothing written: `{"camera"?, "values"}`."""
    sent = given(request)
    row = queries.one(request.user, number(record_id))
    cameras, asked, plane = queries.cameras(row), queries.quality(row), seeing.metric()
    moved = turned(cameras, sent)
    zones = zones_of([one for one in cameras if one.pk != moved.pk], asked, plane)
    [found] = seeing.seen([Pose.of(moved)], edition(), plane)
    if asked in found:
        zones[moved.pk] = found[asked]
    others = [one for one in cameras if one.pk != moved.pk]
    figures = told.account(account(row, [*others, moved], asked, zones))["figures"]
    shape = plane.degrees([found[asked]])[0] if asked in found else None
    return answer({"camera": told.camera(moved, shape), "figures": figures})


def turned(cameras: list[ScenarioCamera], sent: dict[str, Any]) -> ScenarioCamera:
    """The camera that is asked about, or a new one, with the values given; nothing is written."""
    values, own = sent.get("values"), sent.get("camera")
    if not isinstance(values, dict):
        raise BadInput(_("values are expected."))
    row = next((one for one in cameras if one.pk == own), None)
    before = actions.said(row) if row else {"model": next(iter(catalogue().models))}
    fields = poses.camera(values, before, catalogue())
    return ScenarioCamera(pk=row.pk if row else 0, edition=edition(), **fields)


def add(request: HttpRequest, record_id: str) -> HttpResponse:
    """Draw a camera: model, mount, point [lon, lat], azimuth, hfov, height_m, place; what is left out is usual."""
    sent = given(request)
    if "place" not in sent:
        sent["place"] = place_of(sent)
    return written(actions.add(by=person(request), scenario=number(record_id), values=sent))


def alter(request: HttpRequest, record_id: str) -> HttpResponse:
    """Move, turn or change a camera of a scenario."""
    sent = given(request)
    if "point" in sent and "place" not in sent:
        sent["place"] = place_of(sent)
    return written(actions.alter(by=person(request), camera=number(record_id), values=sent))


def take(request: HttpRequest, record_id: str) -> HttpResponse:
    """Take a camera out of a scenario, or with `{"gone": false}` put it back."""
    return written(actions.take(by=person(request), camera=number(record_id), gone=wish(request)))


def place_of(sent: dict[str, Any]) -> str:
    point = poses.point(sent.get("point"))
    return named.place(point.x, point.y)[: poses.LONGEST_PLACE]


def wish(request: HttpRequest) -> bool:
    """Whether the thing is to be gone; it is unless said otherwise."""
    wanted = given(request).get("gone", True) if request.body else True
    if not isinstance(wanted, bool):
        raise BadInput(_("gone is true or false."))
    return wanted


def written(camera: ScenarioCamera) -> HttpResponse:
    """The camera as it is now (`camera`), and its scenario whole."""
    row = Scenario.objects.get(pk=camera.scenario_id)
    return answer({"camera": camera.pk, **whole(row)})


def operation(path: str, name: str, summary: str, handler: Any) -> Operation:
    needed = Permission.SCENARIO_EDIT
    return Operation(path, name, summary, needed, handler, method="POST", module="cameras", finds=True)


def reading(path: str, name: str, summary: str, handler: Any, *parameters: Any) -> Operation:
    return Operation(path, name, summary, Permission.SCENARIO_EDIT, handler, list(parameters), module="cameras")


CLASS = parameter("class", "A class of the city's edition; empty for seen at all, left out for the scenario's own")
OPERATIONS = (
    reading("scenarios", "scenarios", "Scenarios of cameras that might be added", scenarios),
    operation("scenarios/new", "scenario_create", "Make a scenario, empty or like another", create),
    reading("scenarios/{record_id}", "scenario", "One scenario: cameras, zones, figures, bill", scenario, CLASS),
    operation("scenarios/{record_id}/change", "scenario_change", "Name, class, archive days or set-up", change),
    operation("scenarios/{record_id}/remove", "scenario_remove", "Take a draft away, or bring it back", remove),
    operation("scenarios/{record_id}/approve", "scenario_approve", "Enter its cameras as planned", approve),
    operation("scenarios/{record_id}/take_back", "scenario_take_back", "Take an approval back", take_back),
    operation("scenarios/{record_id}/look", "scenario_look", "What a camera would see; nothing is written", look),
    operation("scenarios/{record_id}/cameras", "scenario_camera_add", "Draw a camera into a scenario", add),
    operation("scenario_cameras/{record_id}", "scenario_camera_change", "Move, turn or change a camera", alter),
    operation("scenario_cameras/{record_id}/remove", "scenario_camera_remove", "Take a camera out, or back", take),
)

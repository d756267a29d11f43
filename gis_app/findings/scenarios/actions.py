"""Writing scenarios: made, named, removed; cameras drawn, moved, turned, changed. Each act one row of the audit."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gis_app.errors import BadInput, Conflict
from gis_app.findings.camera_models import catalogue
from gis_app.findings.coverage import queries as coverage
from gis_app.findings.queries import edition
from gis_app.findings.scenarios import poses, queries, seeing
from gis_app.findings.scenarios.models import Scenario, ScenarioCamera
from gis_app.findings.scenarios.poses import Values
from gis_app.findings.scenarios.seeing import Pose
from gis_app.people.audit import Act, acting
from gis_app.people.models import User

MOST_SCENARIOS = 200
MOST_CAMERAS = 200


def create(*, by: User, values: Values, like: int | None = None) -> Scenario:
    """A new draft, empty or with the cameras of the scenario `like`. Raises BadInput, NotFoundHere, Refused."""
    given = poses.scenario(values)
    if queries.visible_to(by).filter(gone=False).count() >= MOST_SCENARIOS:
        raise BadInput(_("There are too many scenarios. Remove one that nobody needs."))
    first = queries.one(by, like) if like is not None else None
    with acting("scenario.create", by=by) as act:
        fields = {"quality": first.quality if first else coverage.usual(), "name": _("Scenario"), **given}
        if first:
            fields = {"archive_days": first.archive_days, "setup": first.setup, **fields}
        made = Scenario.objects.create(**fields, by=by, created_at=act.at, changed_at=act.at)
        for camera in queries.cameras(first) if first else ():
            _copied(camera, made)
        act.on("scenario", made.pk, new={"name": made.name, "like": like})
    return made


def _copied(camera: ScenarioCamera, into: Scenario) -> None:
    zones = list(camera.zones.all())
    camera.pk, camera.scenario, camera.passport = None, into, None
    camera._state.adding = True
    camera.save()
    for zone in zones:
        zone.pk, zone.camera = None, camera
        zone._state.adding = True
        zone.save()


def change(*, by: User, scenario: int, values: Values, was: Values | None = None) -> Scenario:
    """Name, class, archive days or, part by part, set-up; of an approved one the name alone.

    `was` is what the person saw in the place of the values. Raises BadInput, NotFoundHere, Conflict.
    """
    given = poses.scenario(values)
    with acting("scenario.change", by=by) as act:
        row = held(by, scenario)
        if given.keys() - {"name"}:
            drafted(row)
        as_seen(row, was or {})
        if "setup" in given:
            given["setup"] = poses.setup({**row.setup, **given["setup"]})
        old = {name: getattr(row, name) for name in given}
        for name, value in given.items():
            setattr(row, name, value)
        act.on("scenario", row.pk, old=old, new=given)
        touched(row, act.at)
    return row


def as_seen(row: Scenario, was: Values) -> None:
    """Raises Conflict where a field, or a part of the set-up, is not what the person saw; none and [] are alike."""
    now = {name: getattr(row, name) == was[name] for name in ("name", "quality", "archive_days") if name in was}
    parts = {name: (row.setup.get(name) or []) == (seen or []) for name, seen in was.get("setup", {}).items()}
    if not all((now | parts).values()):
        raise Conflict.overtaken()


def remove(*, by: User, scenario: int, gone: bool = True) -> None:
    """Take a draft away, or bring it back. Raises NotFoundHere, Conflict for an approved one."""
    with acting("scenario.remove" if gone else "scenario.restore", by=by) as act:
        row = queries.visible_to(by).select_for_update().filter(pk=scenario).first()
        if row is None:
            queries.one(by, scenario)
        assert row is not None
        drafted(row)
        act.on("scenario", row.pk, old={"gone": row.gone}, new={"gone": gone})
        row.gone = gone
        touched(row, act.at)


def held(by: User, number: int) -> Scenario:
    """The scenario, locked until the act ends. Raises NotFoundHere."""
    row = queries.one(by, number)
    return Scenario.objects.select_for_update().get(pk=row.pk)


def drafted(row: Scenario) -> None:
    if row.state == Scenario.State.APPROVED:
        raise Conflict(_("This scenario is approved. Take the approval back first, or copy it."))


def touched(row: Scenario, at: datetime) -> None:
    row.changed_at = at
    row.save()


def add(*, by: User, scenario: int, values: Values) -> ScenarioCamera:
    """A camera drawn into a draft. Raises BadInput, NotFoundHere, Conflict."""
    fields = poses.camera(values, {"model": next(iter(catalogue().models))}, catalogue())
    with acting("scenario.camera.add", by=by) as act:
        row = held(by, scenario)
        drafted(row)
        if row.cameras.filter(gone=False).count() >= MOST_CAMERAS:
            raise BadInput(_("This scenario holds as many cameras as one may."))
        made = ScenarioCamera.objects.create(scenario=row, edition=edition(), **fields)
        _seen(made)
        told(act, made, old=None, new=said(made))
        touched(row, act.at)
    return made


def alter(*, by: User, camera: int, values: Values) -> ScenarioCamera:
    """Move, turn or change a camera of a draft. Raises BadInput, NotFoundHere, Conflict."""
    with acting("scenario.camera.change", by=by) as act:
        row = of_draft(by, camera)
        old = said(row)
        for name, value in poses.camera(values, old, catalogue()).items():
            setattr(row, name, value)
        row.edition = edition()
        new = said(row)
        changed = {name for name in new if new[name] != old[name]}
        row.save(update_fields=[*changed, "edition"])
        _seen(row)
        told(act, row, old={name: old[name] for name in changed}, new={name: new[name] for name in changed})
        touched(row.scenario, act.at)
    return row


def take(*, by: User, camera: int, gone: bool = True) -> ScenarioCamera:
    """Take a camera out of a draft, or put it back. Raises NotFoundHere, Conflict."""
    with acting("scenario.camera.remove" if gone else "scenario.camera.restore", by=by) as act:
        row = of_draft(by, camera)
        told(act, row, old={"gone": row.gone}, new={"gone": gone})
        row.gone = gone
        row.save(update_fields=["gone"])
        touched(row.scenario, act.at)
    return row


def of_draft(by: User, number: int) -> ScenarioCamera:
    """The camera as it is once its draft is locked. Raises NotFoundHere, Conflict."""
    draft = held(by, queries.one_camera(by, number).scenario_id)
    drafted(draft)
    row = ScenarioCamera.objects.get(pk=number)
    row.scenario = draft
    return row


def said(camera: ScenarioCamera) -> dict[str, Any]:
    """A camera as the audit and the API tell it."""
    names = ("model", "mount", "azimuth", "hfov", "height_m", "tilt", "place")
    return {"point": list(camera.point.coords), **{name: getattr(camera, name) for name in names}}


def told(act: Act, camera: ScenarioCamera, *, old: Any, new: Any) -> None:
    act.on("scenario camera", f"{camera.scenario_id}/{camera.pk}", old=old, new=new)


def _seen(camera: ScenarioCamera) -> None:
    plane = seeing.metric()
    [found] = seeing.seen([Pose.of(camera)], camera.edition, plane)
    seeing.stored(camera, found, plane)

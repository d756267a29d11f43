"""A placement's answer as the cameras of a scenario, and which of a scenario's cameras are in it at all."""

from collections.abc import Collection
from typing import Any

from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _

from gis_app.errors import BadInput
from gis_app.findings.camera_models import catalogue
from gis_app.findings.placements import queries as placements
from gis_app.findings.queries import edition
from gis_app.findings.scenarios import poses, seeing
from gis_app.findings.scenarios.actions import MOST_CAMERAS, drafted, held, touched
from gis_app.findings.scenarios.models import Scenario, ScenarioCamera
from gis_app.findings.scenarios.seeing import Pose
from gis_app.people.audit import acting
from gis_app.people.models import User


def fill(*, by: User, scenario: int, placement: int) -> Scenario:
    """Put the cameras of a placement's answer in the place of the scenario's.

    Raises BadInput where there is no answer or it is too long, NotFoundHere, Conflict for an approved scenario.
    """
    found = placements.one(by, placement)
    chosen: list[dict[str, Any]] = (found.answer or {}).get("cameras", [])
    if not chosen or len(chosen) > MOST_CAMERAS:
        raise BadInput(_("This placement proposes no camera, or more than a scenario holds."))
    with acting("scenario.fill", by=by) as act:
        row = held(by, scenario)
        drafted(row)
        row.cameras.filter(gone=False).update(gone=True)
        made = [drawn(row, one) for one in chosen]
        plane = seeing.metric()
        for camera, zones in zip(made, seeing.seen([Pose.of(one) for one in made], edition(), plane), strict=True):
            seeing.stored(camera, zones, plane)
        act.on("scenario", row.pk, old={"placement": row.placement}, new={"placement": placement, "cameras": len(made)})
        row.placement, row.quality = placement, found.parameters["quality"]
        touched(row, act.at)
    return row


def drawn(row: Scenario, one: dict[str, Any]) -> ScenarioCamera:
    """A camera of an answer as one of the scenario; raises BadInput where the catalogue lost its model or mount."""
    models = catalogue()
    models.model(one["model"])
    models.mount(one["site"])
    return ScenarioCamera.objects.create(
        scenario=row,
        model=one["model"],
        mount=one["site"],
        point=Point(one["lon"], one["lat"], srid=4326),
        azimuth=one["azimuth"] % poses.FULL_TURN,
        hfov=one["hfov"],
        height_m=one["height_m"],
        tilt=one.get("tilt"),
        place=str(one.get("place") or "")[: poses.LONGEST_PLACE],
        edition=edition(),
    )


def choose(*, by: User, scenario: int, cameras: Collection[int], instead: Collection[int] | None = None) -> Scenario:
    """Make these of all cameras that the scenario ever had stand in it: what undoes a filling.

    They come in the place of those in `instead`, and what else was drawn there stays; without it they stand alone.
    Raises BadInput for a camera that is none of its, NotFoundHere, Conflict for an approved scenario.
    """
    with acting("scenario.choose", by=by) as act:
        row = held(by, scenario)
        drafted(row)
        known = dict(row.cameras.values_list("pk", "gone"))
        others = {number for number, gone in known.items() if not gone} - set(instead) if instead is not None else set()
        wanted = set(cameras) | others
        if not wanted <= known.keys() or len(wanted) > MOST_CAMERAS:
            raise BadInput(_("There is no such camera in a scenario."))
        old = sorted(number for number, gone in known.items() if not gone)
        act.on("scenario", row.pk, old={"cameras": old}, new={"cameras": sorted(wanted)})
        row.cameras.filter(pk__in=wanted).update(gone=False)
        row.cameras.exclude(pk__in=wanted).update(gone=True)
        touched(row, act.at)
    return row

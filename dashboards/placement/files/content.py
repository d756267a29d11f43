"""What every file of a scenario holds: its cameras, their zones, what it comes to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import shapely
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboards.placement import words
from gis_app import speech
from gis_app.findings.camera_models import catalogue
from gis_app.findings.metric import Metric
from gis_app.findings.scenarios import queries, seeing
from gis_app.findings.scenarios.account import Account, Added, account, zones_of
from gis_app.findings.scenarios.models import Scenario, ScenarioCamera
from gis_app.places.queries import city


@dataclass(frozen=True)
class Content:
    """A scenario whole. zones: in degrees, by the camera's number; those that see nothing are left out."""

    row: Scenario
    quality: str
    cameras: tuple[ScenarioCamera, ...]
    zones: dict[int, shapely.Geometry]
    account: Account
    plane: Metric
    made: datetime

    @property
    def name(self) -> str:
        return f"scenario-{self.row.pk}-{self.made:%Y-%m-%d}"


def content(row: Scenario) -> Content:
    """For one that the caller may see."""
    cameras, plane, quality = queries.cameras(row), seeing.metric(), queries.quality(row)
    flat = zones_of(cameras, quality, plane)
    zones = dict(zip(flat, plane.degrees(list(flat.values())), strict=True)) if flat else {}
    here, now = city(), timezone.now()
    made = now.astimezone(here.zone) if here else now
    return Content(row, quality, tuple(cameras), zones, account(row, cameras, quality, flat), plane, made)


def properties(of: Content, number: int, one: Added) -> dict[str, Any]:
    """A camera's row in the files for machines; angles in degrees, lengths in metres, money in `currency`."""
    camera, model = one.camera, catalogue().model(one.camera.model)
    return {
        "number": number,
        "model": camera.model,
        "model_title": model.title,
        "mount": camera.mount,
        "place": camera.place,
        "azimuth": camera.azimuth,
        "hfov": camera.hfov,
        "height_m": camera.height_m,
        "adds_incidents": one.count,
        "adds": words_of(one.kinds),
        "cost": one.cost,
        "currency": of.account.bill.currency,
        "quality": of.quality,
        "standard": words.standard(),
    }


def words_of(kinds: dict[str, int]) -> str:
    return "; ".join(f"{words.kind(code)}: {speech.number(count)}" for code, count in kinds.items())


def about(of: Content) -> list[tuple[str, str]]:
    """What the file is of, in the reader's language."""
    here = city()
    state = _("approved") if of.row.state == Scenario.State.APPROVED else _("draft")
    return [
        (_("City"), here.name if here else ""),
        (_("Scenario"), f"{of.row.name} ({state})"),
        (_("At quality"), f"{words.quality(of.quality)} ({words.standard()})"),
        (_("Archive, days"), speech.number(of.row.archive_days)),
        (_("Incidents of the coverage of"), speech.day(of.account.made) if of.account.made else speech.NOTHING),
        (_("Made"), speech.moment(of.made)),
        (_("Coordinates"), _("longitude and latitude in degrees, WGS 84 (EPSG:4326)")),
    ]

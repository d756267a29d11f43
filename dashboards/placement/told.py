"""A scenario as the page's script takes it: numbers to draw by, and every text ready in the reader's language."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import orjson
import shapely
from django.utils.translation import gettext as _

from dashboards.placement import words
from gis_app import speech
from gis_app.findings.camera_models import Catalogue, Model, Mount, catalogue
from gis_app.findings.placements.models import Placement
from gis_app.findings.queries import qualities
from gis_app.findings.scenarios.account import Account, Added, Figure
from gis_app.findings.scenarios.actions import said
from gis_app.findings.scenarios.bill import Bill
from gis_app.findings.scenarios.models import Scenario, ScenarioCamera
from gis_app.places.models import Site
from layers.gap_words import building
from layers.words import SITE_KINDS, word

DIGITS = 7
MOST_KINDS = 3
PER = 1e6


def geojson(shape: shapely.Geometry | None) -> Any:
    """A shape of degrees as GeoJSON of seven digits, which are centimetres; null for none."""
    if shape is None or shape.is_empty:
        return None
    return orjson.Fragment(shapely.to_geojson(shapely.transform(shape, lambda xy: np.round(xy, DIGITS))))


def scenario(row: Scenario) -> dict[str, Any]:
    """What it is, without its cameras."""
    return {
        "id": row.pk,
        "name": row.name,
        "state": row.state,
        "quality": row.quality,
        "quality_title": words.quality(row.quality),
        "archive_days": row.archive_days,
        "placement": row.placement,
        "setup": row.setup,
        "changed": row.changed_at,
    }


def sites(setup: dict[str, Any]) -> list[dict[str, Any]]:
    """The sites of a set-up that must be seen, as far as they are still on the map."""
    rows = Site.objects.filter(pk__in=setup.get("sites") or []).order_by("pk")
    return [
        {
            "id": one.pk,
            "title": speech.called(one.names, one.name) or word(SITE_KINDS, one.kind),
            "detail": ", ".join(filter(None, (word(SITE_KINDS, one.kind), one.address))),
            "point": list(one.point.coords),
        }
        for one in rows
    ]


def camera(row: ScenarioCamera, zone: shapely.Geometry | None) -> dict[str, Any]:
    """A camera with its zone at the class that is asked for; `sectors` are the directions of its heads."""
    model = catalogue().model(row.model)
    return {
        "id": row.pk,
        **said(row),
        "title": model.title,
        "range": list(model.hfov),
        "sectors": list(model.azimuths(row.azimuth, row.hfov)) if row.hfov < 360 else [],
        "passport": row.passport_id,
        "zone": geojson(zone),
    }


def account(found: Account, proposed: Placement | None = None) -> dict[str, Any]:
    """Figures, the list in the order of gain, the bill, and the curve; of `proposed` cameras how far today's are."""
    money = found.bill.currency
    most = max((one.gain for one in found.added), default=0.0)
    chosen: list[dict[str, Any]] = ((proposed.answer if proposed else None) or {}).get("cameras", [])
    known = {(one["lon"], one["lat"]): one for one in chosen}
    return {
        "figures": [figure(one) for one in found.figures],
        "list": [added(one, most, money, known.get(spot(one.camera))) for one in found.added],
        "bill": bill(found.bill),
        "cost": words.money(found.bill.total, money),
        "cameras": words.cameras(len(found.added)),
        "made": speech.day(found.made) if found.made else "",
    }


def figure(one: Figure) -> dict[str, Any]:
    """A share beside today's, in percentage points; of few things (gates) their number."""
    more = round(100 * one.seen / one.of) - round(100 * one.today / one.of) if one.of else 0
    few = one.code == "gates"
    (value, note), (today, today_note) = (worded(seen, one.of, few) for seen in (one.seen, one.today))
    return {
        "code": one.code,
        "few": few,
        "numbers": {"seen": one.seen, "of": one.of, "today": one.today},
        "name": words.measure(one.code),
        "value": value,
        "note": note,
        "more": words.signed(one.seen - one.today if few else more),
        "today": today,
        "today_note": today_note,
    }


def worded(seen: int, of: int, few: bool) -> tuple[str, str]:
    """A share and the numbers it is of; of few things the numbers first."""
    numbers = _("%(seen)s of %(of)s") % {"seen": speech.number(seen), "of": speech.number(of)}
    share = words.share(seen, of)
    return (numbers, share) if few else (share, numbers)


def spot(row: ScenarioCamera) -> tuple[float, float]:
    """Where it stands, by as many digits as an answer has: one that was moved is no longer the proposed one."""
    return round(row.point.x, DIGITS), round(row.point.y, DIGITS)


def added(one: Added, most: float, currency: str, proposed: dict[str, Any] | None = None) -> dict[str, Any]:
    """A camera's line: where, why, how much it adds beside the best one, its cost, and what a million of that buys."""
    per = one.count / one.cost * PER if one.cost else 0
    return {
        "id": one.camera.pk,
        "place": one.camera.place or _("no address nearby"),
        "reason": reason(one.kinds),
        "beside": beside(proposed or {}, one.camera.place),
        "count": words.signed(one.count),
        "share": one.gain / most if most else 0,
        "cost": words.money(one.cost, currency),
        "per": speech.number(per),
    }


def reason(kinds: dict[str, int]) -> str:
    """What it would see in a year, the most frequent first."""
    if not kinds:
        return _("adds no incident that the others do not see")
    told = [f"{words.kind(code)}: {speech.number(count)}" for code, count in list(kinds.items())[:MOST_KINDS]]
    return " · ".join(told)


def beside(proposed: dict[str, Any], place: str) -> str:
    """How far the nearest camera of today is, and what hides from one that is near enough what this one would see."""
    told = []
    if (metres := proposed.get("nearest_m")) is not None:
        told.append(_("%(metres)s m from the nearest camera") % {"metres": speech.number(metres)})
    if hidden := proposed.get("hidden"):
        here = hidden["street"] if hidden["street"] and hidden["street"] in place else ""
        house = {"metres": speech.number(hidden["metres"]), "house": building(hidden["number"], hidden["street"], here)}
        told.append(_("now hidden by %(house)s from a camera %(metres)s m away") % house)
    return "; ".join(told)


def bill(of: Bill) -> list[dict[str, Any]]:
    """Lines of name and amount; the total is marked."""
    count = sum(line.count for line in of.lines if line.what == "model")
    lines: list[tuple[str, str]] = [
        (words.cameras(count), words.money(of.cameras, of.currency)),
        (_("Poles, cable, work"), words.money(of.mounts, of.currency)),
        (_("Disk, %(room)s TB") % {"room": speech.number(of.terabytes, 1)}, words.money(of.disk, of.currency)),
    ]
    after = [
        (_("Upload needed"), _("%(n)s Mbit/s") % {"n": speech.number(of.mbit_s)}),
        (_("Power"), _("%(n)s W") % {"n": speech.number(of.watts)}),
    ]
    total = {"name": _("Total"), "value": words.money(of.total, of.currency), "strong": True}
    return [*plain(lines), total, *plain(after)]


def plain(lines: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"name": name, "value": value, "strong": False} for name, value in lines]


def choices(models: Catalogue) -> dict[str, Any]:
    """The catalogue as the editing form offers it."""

    def priced(code: str, one: Model | Mount) -> dict[str, Any]:
        return {"code": code, "title": one.title, "price": words.money(one.price, models.currency)}

    named = ["", *(one.name for one in qualities())]
    return {
        "models": [{**priced(code, one), "range": list(one.hfov)} for code, one in models.models.items()],
        "mounts": [{**priced(code, one), "height_m": one.height_m} for code, one in models.mounts.items()],
        "qualities": [{"code": code, "title": words.quality(code)} for code in named],
    }

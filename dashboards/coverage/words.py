"""What the page of coverage calls its measures, groups and shares."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import controls
from gis_app.findings.coverage.queries import Share
from gis_app.incidents import kinds as taxonomy
from layers.words import SITE_KINDS, STREET_KINDS, word

LAYER = {"crimes": "crimes", "accidents": "accidents", "streets": "streets", "gates": "sites", "grounds": "sites"}
LAYER |= {"residents": "buildings"}
FEW = 10
KM, HECTARE = 1000, 10_000


def titles() -> dict[str, str]:
    return {
        "crimes": _("Crimes"),
        "accidents": _("Road accidents"),
        "streets": _("Street length"),
        "gates": _("School gates"),
        "grounds": _("School grounds"),
        "residents": _("Around homes"),
    }


def meanings() -> dict[str, str]:
    """How each is counted, in a sentence."""
    return {
        "crimes": _("Crimes of twelve months whose place is exact enough; one inside a house counts before its wall."),
        "accidents": _("Road accidents of twelve months whose place is exact enough."),
        "streets": _("Streets in pieces of ten metres, each judged by its middle; no footpaths, no tunnels."),
        "gates": _("Where the ground of a school or kindergarten is nearest to a street; true gates are not known."),
        "grounds": _("Grounds of schools and kindergartens without their buildings, in squares of ten metres."),
        "residents": _("People of a district, spread over its homes by floor area; seen is the ground around a home."),
    }


def amount(measure: str, value: float) -> str:
    """An amount in the measure's own unit, as a reader says it."""
    if measure == "streets":
        return _("%(n)s km") % {"n": controls.number(value / KM, 1)}
    if measure == "grounds":
        return _("%(n)s ha") % {"n": controls.number(value / HECTARE, 1)}
    return controls.number(value)


def of(measure: str, share: Share) -> str:
    """Both sides of a share: 1,240 of 2,000."""
    seen, whole = amount(measure, share.seen), amount(measure, share.amount)
    return _("%(seen)s of %(whole)s") % {"seen": seen, "whole": whole}


def percent(part: float | None) -> str:
    """A share in whole percent; under one and over 99 it never reads as none or all."""
    if part is None:
        return "—"
    if 0 < part < 0.01:
        return "< 1\N{NO-BREAK SPACE}%"
    if 0.99 < part < 1:
        return "> 99\N{NO-BREAK SPACE}%"
    return f"{controls.number(100 * part)}\N{NO-BREAK SPACE}%"


def in_percent(measure: str, share: Share) -> str:
    """A share in percent; of few records their numbers instead."""
    if measure in ("crimes", "accidents", "gates") and 0 < share.amount < FEW:
        return of(measure, share)
    return percent(share.part)


def group(measure: str, code: str) -> str:
    """What a group of a measure is called."""
    told: dict[str, Any] = {
        "streets": STREET_KINDS,
        "gates": SITE_KINDS,
        "grounds": SITE_KINDS,
        "accidents": outcomes(),
    }
    return word(told[measure], code) if measure in told else taxonomy.title(code)


def outcomes() -> dict[str, str]:
    return {"killed": _("with killed"), "injured": _("with injured"), "damage": _("damage only")}


def states() -> dict[str, str]:
    return {"unseen": _("Not seen"), "seen": _("Seen"), "twice": _("By two or more"), "all": _("All")}


def records(count: int) -> str:
    return ngettext("%(n)s record", "%(n)s records", count) % {"n": controls.number(count)}

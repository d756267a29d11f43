"""How far a placement is, what its answer is worth, and how sure it is: sentences in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.placement import words
from gis_app import speech
from gis_app.findings.placements.models import Placement
from gis_app.findings.scenarios.account import Account

PER = 1e6


def told(row: Placement) -> dict[str, Any]:
    """State, share done (0 to 1), and what is known so far."""
    job, answer = row.job, row.answer or {}
    ended = row.state not in ("waiting", "running")
    return {
        "id": row.pk,
        "job": job.pk if job else None,
        "state": row.state,
        "ended": ended,
        "stopping": bool(job and job.cancel and not ended),
        "share": min(1.0, job.done / job.total) if job and job.total else None,
        "proving": bool(row.parameters.get("exact")) and bool(answer),
        "answered": bool(answer.get("cameras")),
        "line": line(answer),
        "sentence": " ".join([sentence(answer), *points(answer)]) if answer else row.error,
        "error": row.error,
    }


def line(answer: dict[str, Any]) -> str:
    """Objective, bound, gap, seconds, as the solver says them."""
    if not answer:
        return ""
    now = {**answer, **(answer.get("progress") or {})}
    parts = {"objective": speech.number(now["objective"]), "seconds": speech.number(now["seconds"])}
    if now.get("bound") is None or now.get("gap") is None:
        return _("objective %(objective)s · %(seconds)s s") % parts
    parts |= {"bound": speech.number(now["bound"]), "gap": percent(now["gap"], 1)}
    return _("objective %(objective)s · bound %(bound)s · gap %(gap)s · %(seconds)s s") % parts


def sentence(answer: dict[str, Any]) -> str:
    """How much better another answer could be, in plain words."""
    cameras = answer.get("cameras") or []
    if not cameras and "no_places" in (answer.get("notes") or []):
        return _(
            "There is no place where a camera may stand: the city has none of those asked for, or the rules forbid "
            "every one."
        )
    if not cameras:
        return _("No camera would see anything that is not seen today.")
    chosen = words.cameras(len(cameras))
    better = answer.get("better_possible")
    if answer.get("status") == "optimal":
        return _("%(chosen)s: no other choice sees more.") % {"chosen": chosen}
    if better is None:
        return _("%(chosen)s. How much better is possible was not proven.") % {"chosen": chosen}
    return _("%(chosen)s: at most %(share)s better is possible.") % {"chosen": chosen, "share": percent(better, 1)}


def percent(part: float, digits: int = 0) -> str:
    return f"{speech.number(100 * part, digits)}{words.THIN}%"


def why(found: Account) -> str:
    """What the last camera buys beside the first."""
    paid = [one for one in found.added if one.cost]
    if len(paid) < 2:
        return _("Each further camera adds less: the best places come first.")
    first, last = paid[0], paid[-1]
    return _(
        "A million %(currency)s spent on the first camera buys %(first)s incidents a year, on the last, number %(n)s, "
        "%(last)s."
    ) % {
        "currency": found.bill.currency,
        "first": speech.number(first.count / first.cost * PER),
        "n": speech.number(len(paid)),
        "last": speech.number(last.count / last.cost * PER),
    }


def sure(row: Placement | None) -> list[str]:
    """How a proposal held on a year that it had not seen, what it leaves out, what it claims; nothing for a drawing."""
    answer = (row.answer if row else None) or {}
    if not answer:
        return [_("Drawn by hand: nobody has looked for better places.")]
    unsure = "not_judged" in (answer.get("notes") or [])
    parts = (sentence(answer), *points(answer), judged(answer.get("judged"), unsure=unsure), left_out(answer))
    return [part for part in parts if part]


def points(answer: dict[str, Any]) -> list[str]:
    """How many of the planner's own points were not looked at, and by which rule: a sentence for each."""
    counts: dict[str, int] = answer.get("points_left_out") or {}
    return [broken(rule, count) % {"n": speech.number(count)} for rule, count in counts.items()]


def broken(rule: str, count: int) -> str:
    match rule:
        case "outside":
            return ngettext(
                "%(n)s of your points lies outside the city.", "%(n)s of your points lie outside the city.", count
            )
        case "forbidden":
            return ngettext(
                "%(n)s of your points lies in a forbidden zone.", "%(n)s of your points lie in a forbidden zone.", count
            )
        case "inside":
            return ngettext(
                "%(n)s of your points lies inside a building.", "%(n)s of your points lie inside a building.", count
            )
        case "homes":
            return ngettext(
                "%(n)s of your points is too near to a home.", "%(n)s of your points are too near to a home.", count
            )
    raise ValueError(f"No rule is called {rule}.")


def judged(found: dict[str, Any] | None, *, unsure: bool = False) -> str:
    if unsure:
        return _("The choice could not be judged: from the years before no such choice was found.")
    if not found:
        return _("There is no earlier year to judge the choice by.")
    shares = {name: percent(found[name]) for name in ("promised", "kept", "random")}
    return (
        _(
            "Judged by the last year: cameras chosen from the years before would have seen %(kept)s of what nobody "
            "saw; %(promised)s were promised, random places see %(random)s."
        )
        % shares
    )


def left_out(answer: dict[str, Any]) -> str:
    demand = answer.get("demand") or {}
    count = (demand.get("inexact") or 0) + (demand.get("unplaced") or 0)
    if not count:
        return ""
    return ngettext(
        "%(n)s incident without an exact place is left out.",
        "%(n)s incidents without an exact place are left out.",
        count,
    ) % {"n": speech.number(count)}

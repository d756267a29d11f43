"""What the page counts over the passports that a person sees, and which of them an address asks for."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboards.passports.address import Asked
from gis_app.devices.registry import funnel
from gis_app.devices.registry.passports import Passport, mean_completeness
from gis_app.devices.rules.declared import Rules

KEYS: dict[str, Callable[[Passport], tuple[int | None, str]]] = {"owner": funnel.owner, "area": funnel.area}


@dataclass(frozen=True)
class Figures:
    """completeness: 0 to 1, None without cameras. old, never: checks too long ago, or none.

    breaking: cameras that break a rule. rules: how many break each.
    """

    cameras: int
    completeness: float | None
    old: int
    never: int
    blocked: int
    incomplete: int
    breaking: int
    rules: Counter[str]


def figures(found: Sequence[Passport], rules: Rules) -> Figures:
    broken = [[rule.code for rule in rules.broken(one)] for one in found]
    return Figures(
        cameras=len(found),
        completeness=mean_completeness(found),
        old=sum(is_old(one, rules) for one in found),
        never=sum(one.checked_on is None for one in found),
        blocked=sum(one.occluded_on is not None for one in found),
        incomplete=sum(bool(one.missing) for one in found),
        breaking=sum(bool(codes) for codes in broken),
        rules=Counter(code for codes in broken for code in codes),
    )


def is_old(one: Passport, rules: Rules) -> bool:
    return one.days_since_check is not None and one.days_since_check > rules.check_every_days


def asked_for(found: Sequence[Passport], asked: Asked, rules: Rules) -> list[Passport]:
    """The passports within the address's filters, those with the most missing first."""
    left = [one for one in found if fits(one, asked, rules)]
    return sorted(left, key=lambda one: (one.completeness, one.code, one.pk))


def fits(one: Passport, asked: Asked, rules: Rules) -> bool:
    if asked.owner is not None and (funnel.owner(one)[0] or 0) != asked.owner:
        return False
    if asked.area is not None and (one.area_id or 0) != asked.area:
        return False
    if asked.rule and asked.rule not in {rule.code for rule in rules.broken(one)}:
        return False
    if asked.flaw and not flawed(one, asked.flaw, rules):
        return False
    return not asked.stage or reached(one, rules.archive_days).get(asked.stage) == asked.known


def flawed(one: Passport, flaw: str, rules: Rules) -> bool:
    return {
        "old": is_old(one, rules),
        "never": one.checked_on is None,
        "blocked": one.occluded_on is not None,
        "incomplete": bool(one.missing),
        "breaking": bool(rules.broken(one)),
    }[flaw]


def reached(one: Passport, archive_days: int) -> dict[str, str]:
    """The stages that a camera comes to, each with yes, no or unknown; the first that is no yes is the last."""
    found = {}
    for stage, known in zip(funnel.STAGES, funnel.known_of(one, archive_days), strict=True):
        found[stage] = {True: "yes", False: "no", None: "unknown"}[known]
        if known is not True:
            break
    return found

"""What is said of a gap: what happened there unseen, and why no camera sees it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gis_app.findings.coverage.models import Gap
from gis_app.incidents import kinds as taxonomy
from gis_app.speech import number

MOST_KINDS = 3
ACCIDENTS = {
    "killed": gettext_lazy("Accident with killed"),
    "injured": gettext_lazy("Accident with injured"),
    "damage": gettext_lazy("Accident with damage only"),
}
A_YEAR = (364, 367)


def sentence(gap: Gap) -> str:
    """Both in one: what happened, and why."""
    return f"{happened(gap)}; {why(gap)}"


def happened(gap: Gap) -> str:
    """The most frequent kinds with their numbers, and in how long."""
    kinds = [f"{kind_of(code)}: {number(n)}" for code, n in most(gap.counts)[:MOST_KINDS]]
    rest = sum(n for _code, n in most(gap.counts)[MOST_KINDS:])
    more = [_("others: %(n)s") % {"n": number(rest)}] if rest else []
    told = ", ".join([*kinds, *more])
    if A_YEAR[0] <= gap.days < A_YEAR[1]:
        return _("%(incidents)s in 12 months") % {"incidents": told}
    return _("%(incidents)s in %(days)s days") % {"incidents": told, "days": number(gap.days)}


def most(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Kinds and their numbers, the most first."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def kind_of(code: str) -> str:
    """A kind of crime, or an accident by what came of it."""
    accident = code.removeprefix("accident_")
    return str(ACCIDENTS[accident]) if accident in ACCIDENTS else taxonomy.title(code)


def why(gap: Gap) -> str:
    """Why no camera sees the place at the class."""
    metres = {"metres": number(gap.metres)} if gap.metres is not None else {"metres": "—"}
    told: dict[str, Any] = {
        Gap.Why.FAR: lambda: _("%(metres)s m from the nearest camera") % metres,
        Gap.Why.ASIDE: lambda: _("a camera %(metres)s m away looks elsewhere") % metres,
        Gap.Why.HIDDEN: lambda: _("%(metres)s m from a camera, hidden by %(house)s") % {**metres, "house": house(gap)},
        Gap.Why.COARSE: lambda: _("seen, but not finely enough; the nearest camera is %(metres)s m away") % metres,
        Gap.Why.NONE: lambda: _("there are no cameras"),
    }
    return str(told[gap.why]())


def house(gap: Gap) -> str:
    """The building in between: its number, its street too where it is another one."""
    row = gap.hidden_by
    return building(row.number, row.street, gap.street) if row else building("", "")


def building(number: str, street: str, here: str = "") -> str:
    """A building by its number, with its street where that is not `here`."""
    if not number:
        return _("a building")
    if street and street != here:
        return _("No. %(number)s, %(street)s") % {"number": number, "street": street}
    return _("No. %(number)s") % {"number": number}


def place(gap: Gap) -> str:
    """Where it is: street and number, the district where neither is known."""
    near = ", ".join(filter(None, (gap.street, gap.number)))
    return near or (gap.area.called if gap.area else _("Gap"))

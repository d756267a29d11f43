"""What the address of the page of cameras says: which list, and which cameras of it."""

from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qs, urlencode

SHOWS = ("register", "doubles", "work", "campaigns", "found")
GROUPS = ("owner", "area")
STAGES = ("installed", "connected", "archive", "focus")
KNOWN = ("yes", "no", "unknown")
FLAWS = ("old", "never", "blocked", "incomplete", "breaking")
LONGEST = 64


@dataclass(frozen=True)
class Asked:
    """show: which list. by: what the funnel is divided by. owner, area: ids, None for all, 0 for those without one.

    rule: a rule that is broken. stage with known: where in the funnel. flaw: too old a check, none at all, a blocked
    view, or fields missing.
    """

    show: str = "register"
    by: str = "owner"
    owner: int | None = None
    area: int | None = None
    rule: str = ""
    stage: str = ""
    known: str = ""
    flaw: str = ""
    page: int = 1

    def query(self, **changes: str | int | None) -> str:
        """The query of this place with some of it changed; what is usual is left out."""
        there, usual = replace(self, **{"page": 1, **changes}), Asked()
        told = {one.name: getattr(there, one.name) for one in fields(there)}
        return "?" + urlencode({name: value for name, value in told.items() if value != getattr(usual, name)})

    @property
    def narrowed(self) -> bool:
        """Whether any filter is on."""
        return bool(self.rule or self.stage or self.flaw) or self.owner is not None or self.area is not None


def read(search: str | None) -> Asked:
    """What an address asks for; whatever it has that is none is left out.

    >>> read("?show=work&owner=7&page=2"), read("?show=x&owner=y&stage=focus")
    (Asked(show='work', by='owner', owner=7, area=None, rule='', stage='', known='', flaw='', page=2), Asked(show=\
'register', by='owner', owner=None, area=None, rule='', stage='', known='', flaw='', page=1))
    """
    given = {name: values[0][:LONGEST] for name, values in parse_qs((search or "").removeprefix("?")[:2000]).items()}
    stage, known = given.get("stage", ""), given.get("known", "")
    both = stage in STAGES and known in KNOWN
    return Asked(
        show=one_of(given.get("show"), SHOWS) or SHOWS[0],
        by=one_of(given.get("by"), GROUPS) or GROUPS[0],
        owner=number(given.get("owner")),
        area=number(given.get("area")),
        rule=given.get("rule", ""),
        stage=stage if both else "",
        known=known if both else "",
        flaw=one_of(given.get("flaw"), FLAWS),
        page=number(given.get("page")) or 1,
    )


def one_of(text: str | None, choices: tuple[str, ...]) -> str:
    return text if text in choices else ""


def number(text: str | None) -> int | None:
    """
    >>> number("7"), number("-1"), number("x"), number(None)
    (7, None, None, None)
    """
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None

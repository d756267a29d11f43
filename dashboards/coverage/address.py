"""What the address of the page says: the class, which cameras, which area, and what is opened."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from gis_app.findings.coverage.models import Demand
from gis_app.findings.coverage.queries import ranked, usual

STATES = ("unseen", "seen", "twice", "all")
LONGEST = 64
LARGEST = 10_000


@dataclass(frozen=True)
class Asked:
    """quality: a class of the edition, "" for seen at all. cameras: "working" or "all". area: a district's code.

    measure, group, hour, state, page: the list that is open, "" for none. gap: the place of the chosen gap.
    """

    quality: str
    cameras: str = "working"
    area: str = ""
    measure: str = ""
    group: str = ""
    hour: int | None = None
    state: str = "unseen"
    page: int = 1
    gap: int | None = None

    @property
    def working(self) -> bool:
        return self.cameras == "working"

    def query(self, **changes: str | int | None) -> str:
        """The query of this place with some of it changed; what is usual is left out, the class never."""
        there = replace(self, **changes)
        plain = Asked(there.quality)
        told = {name: getattr(there, name) for name in NAMES}
        kept = {name: value for name, value in told.items() if value != getattr(plain, name)}
        return "?" + urlencode({"class": there.quality or "any", **kept})

    def opened(self, measure: str, **more: str | int | None) -> str:
        """The address of the list behind a figure."""
        nothing: dict[str, str | int | None] = {"group": "", "hour": None, "state": "unseen", "page": 1, "gap": None}
        return self.query(**(nothing | {"measure": measure} | more))

    def closed(self) -> str:
        """The address of the figures without a list."""
        return self.opened("")


NAMES = ("cameras", "area", "measure", "group", "hour", "state", "page", "gap")


def read(search: str | None) -> Asked:
    """What an address asks for; whatever it has that is none is left out."""
    given = {name: values[0][:LONGEST] for name, values in parse_qs((search or "").removeprefix("?")[:2000]).items()}
    return Asked(
        quality=quality(given.get("class", "")),
        cameras=given["cameras"] if given.get("cameras") in ("working", "all") else "working",
        area=given.get("area", ""),
        measure=given["measure"] if given.get("measure") in Demand.Measure.values else "",
        group=given.get("group", ""),
        hour=number(given.get("hour"), 23),
        state=given["state"] if given.get("state") in STATES else "unseen",
        page=number(given.get("page"), LARGEST) or 1,
        gap=number(given.get("gap"), LARGEST),
    )


def quality(code: str) -> str:
    """A class of the edition; "any" is seen at all, whatever else is none the usual one."""
    if code == "any":
        return ""
    return code if code and code in ranked() else usual()


def number(text: str | None, most: int) -> int | None:
    """
    >>> number("7", 23), number("24", 23), number("-1", 23), number("x", 23), number(None, 23)
    (7, None, None, None, None)
    """
    if not text or not (text.isascii() and text.isdecimal() and len(text) < 9):
        return None
    return int(text) if int(text) <= most else None

"""What the address of the page says: which proposals, and which of them is open."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

SHOWS = ("moved", "same", "gone", "new", "later", "decided")


@dataclass(frozen=True)
class Asked:
    """show: a verdict that waits, what was put off, or what is decided. proposal: the open one, None for the first."""

    show: str = SHOWS[0]
    proposal: int | None = None

    def query(self, show: str = "", proposal: int | None = None) -> str:
        """The query of another of the page's places."""
        told: dict[str, object] = {"show": show or self.show}
        return "?" + urlencode(told if proposal is None else {**told, "proposal": proposal})


def read(search: str | None) -> Asked:
    """What an address asks for; whatever it has that is none is left out.

    >>> read("?show=gone&proposal=7"), read("?show=x&proposal=y")
    (Asked(show='gone', proposal=7), Asked(show='moved', proposal=None))
    """
    given = {name: values[0] for name, values in parse_qs((search or "").removeprefix("?")).items()}
    show, number = given.get("show", ""), given.get("proposal", "")
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else None
    return Asked(show if show in SHOWS else SHOWS[0], wanted)

"""What the address of the page says: which queue, which pair of layers, which link is open."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from gis_app.incidents.links.queries import SHOWS


@dataclass(frozen=True)
class Asked:
    """show: a queue. pair: the name of a declared pair, "" for all. link: the open one."""

    show: str = "waiting"
    pair: str = ""
    link: int | None = None

    def query(self, **changes: str | int | None) -> str:
        """The query of this place with some of it changed; what is usual is left out."""
        there = replace(self, **changes)
        usual = Asked()
        told = {name: getattr(there, name) for name in ("show", "pair", "link")}
        return "?" + urlencode({name: value for name, value in told.items() if value != getattr(usual, name)})


def read(search: str | None) -> Asked:
    """What an address asks for; whatever it has that is none is left out.

    >>> read("?show=linked&link=7"), read("?show=x&link=y")
    (Asked(show='linked', pair='', link=7), Asked(show='waiting', pair='', link=None))
    """
    given = {name: values[0] for name, values in parse_qs((search or "").removeprefix("?")).items()}
    show, number = given.get("show", ""), given.get("link", "")
    return Asked(
        show if show in SHOWS else "waiting",
        given.get("pair", "")[:64],
        int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else None,
    )

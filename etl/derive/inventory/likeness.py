"""How much two names of a place have in common, whatever order, numbers and abbreviations they are written with."""

import re

from gis_app.folding import fold

WORD = re.compile(r"\w+")
# Words that name no place: kinds of streets, sides of the world.
_COMMON = """
    st street str ave av avenue rd road blvd boulevard dr drive pkwy parkway hwy highway pl place ct court ln lane
    n s e w ne nw se sw north south east west nb sb eb wb seb
    ул улица пр просп проспект пер переулок пл площадь ш шоссе бульвар д дом и на угол
    вул вулиця пров провулок площа буд будинок кут та ріг
    коше кошеси данг дангыл дангылы уй жане
    """
COMMON = frozenset(_COMMON.split())


def words(text: str) -> frozenset[str]:
    """The words of a place's name that tell it from others; plain numbers do not, numbered streets do.

    >>> sorted(words("2000 West Fullerton Ave")), sorted(words("Western-47th"))
    (['fullerton'], ['47th', 'western'])
    """
    found = (word for word in WORD.findall(fold(text)) if not word.isdigit())
    return frozenset(word for word in found if word not in COMMON)


def likeness(first: frozenset[str], second: frozenset[str]) -> float | None:
    """Share of the shorter name's words that stand in the other too, 0 to 1; None where one says nothing."""
    if not first or not second:
        return None
    return len(first & second) / min(len(first), len(second))

"""What the text of an address may mean: a street, or two that cross, and a house number or a range of them."""

import re
from dataclasses import dataclass
from itertools import pairwise

from etl.addresses.words import (
    BETWEEN,
    CORNER,
    ENDINGS,
    FLATS,
    HOUSE,
    LETTERS_OF_SETTLEMENTS,
    PARTS,
    SETTLEMENTS,
    SIDES,
    kind_words,
    two_words,
)
from gis_app.folding import fold
from gis_app.wording import words

LONGEST = 250
MOST_PARTS = 8
KIND_OF, KIND_OF_TWO = kind_words(), two_words()
LOOK_ALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")


def _folded(pattern: str) -> str:
    return "|".join(re.escape(fold(word)) for word in pattern.split("|"))


SPACE = r"\s?"
NUMBER = (
    r"(?P<n>\d{1,5})(?:\s?[-–]?\s?(?P<letter>[^\W\d_])(?![^\W_]))?(?:\s*/\s*(?P<over>\d{1,4}[^\W\d_]?))?"
    rf"(?:[\s,]*(?:{_folded(PARTS)})\.?\s*(?P<part>\d{{1,3}}))?"
)
AT_END = re.compile(rf"(?:^|[\s,]+)(?:(?:{_folded(HOUSE)})\.?\s*)?{NUMBER}$")
# At the start a letter apart from the number is a side: «1200 W Main».
AT_START = re.compile(rf"^(?P<range>0*\d{{0,3}}xx)\s+|^{NUMBER.replace(SPACE, '')}(?:\s*,\s*|\s+)")
FLAT = re.compile(rf"[\s,]+(?:{_folded(FLATS)})\.?\s*\d+\w?$")
CROSSING = re.compile(rf"\s+(?:{_folded(BETWEEN)})\.?\s+|\s*&\s*|\s*/\s*(?!\d)|\s+-\s+")
AT_CORNER = re.compile(rf"^(?:{_folded(CORNER)})\.?\s+")
SETTLEMENT = re.compile(
    rf"^(?:(?:{_folded(SETTLEMENTS)})[\s.]|г[\s.]|(?:{_folded(LETTERS_OF_SETTLEMENTS)})\.)"
    rf"|[\s.](?:{_folded(SETTLEMENTS)})\.?$"
)
BLOCK = 100


@dataclass(frozen=True)
class StreetName:
    """A street's name without what is written in many ways.

    core: its words, sorted, ordinals' endings left out. kind: a code of `words.KINDS` or "". side: n, s, e, w or "".
    initials: single letters, each of which may stand for a whole word.
    """

    core: tuple[str, ...]
    kind: str = ""
    side: str = ""
    initials: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """One meaning of an address.

    number: as `house_number` writes it, or "". numbers: from and to (exclusive) of a block, or None.
    crossing: the other street, or None.
    """

    street: StreetName
    number: str = ""
    numbers: tuple[int, int] | None = None
    crossing: StreetName | None = None


def street_name(text: str) -> StreetName:
    """A street's name taken apart.

    >>> street_name("1-я Садовая ул.")
    StreetName(core=('1', 'садовая'), kind='street', side='', initials=())
    >>> street_name("пр-т М. Горького")
    StreetName(core=('горького',), kind='avenue', side='', initials=('м',))
    """
    rest, kind = _without_kind(words(text))
    side = next((SIDES[word] for word in rest if word in SIDES), "") if len(rest) > 1 else ""
    named = [word for word in rest if not (side and word in SIDES)]
    core = [word for word in named if (len(word) > 1 and word not in ENDINGS) or word.isdigit()]
    initials = tuple(word for word in named if len(word) == 1 and word.isalpha() and word not in ENDINGS)
    return StreetName(tuple(sorted(core)), kind, side, initials if core else ())


def _without_kind(found: list[str]) -> tuple[list[str], str]:
    """The words without those of the kind, and its code; a kind that is all there is, is a name («Набережная»)."""
    for at in range(len(found) - 1):
        if len(found) > 2 and (code := KIND_OF_TWO.get((found[at], found[at + 1]))):
            return [*found[:at], *found[at + 2 :]], code
    for at in (0, len(found) - 1) if len(found) > 1 else ():
        if code := KIND_OF.get(found[at]):
            return [word for place, word in enumerate(found) if place != at], code
    between = next((at for at, word in enumerate(found) if word in KIND_OF and at > 0), None)
    if between is not None and len(found) > 2:
        return [*found[:between], *found[between + 1 :]], KIND_OF[found[between]]
    return found, ""


def house_number(text: str) -> str:
    """A house number as both sides are compared: "12 А" is "12а", "12 корп. 2" is "12к2"; "" for what is none.

    >>> house_number("12-А"), house_number("12 корп. 2"), house_number("7/1")
    ('12а', '12к2', '7/1')
    """
    found = AT_END.fullmatch(fold(text).strip(" ,."))
    return _number(found) if found else ""


def _number(found: re.Match[str]) -> str:
    letter = (found["letter"] or "").translate(LOOK_ALIKE)
    over = f"/{found['over'].translate(LOOK_ALIKE)}" if found["over"] else ""
    part = f"к{int(found['part'])}" if found["part"] else ""
    return f"{int(found['n'])}{letter}{over}{part}"


def readings(text: str) -> list[Reading]:
    """Every meaning the text may have; the places decide which of them is one. Nothing for a text that is too long.

    >>> readings("г. Энск, ул. Садовая, д. 12, кв. 3")[0]
    Reading(street=StreetName(core=('садовая',), kind='street', side='', initials=()), number='12', numbers=None, \
crossing=None)
    >>> readings("012XX W MAIN ST")[0].numbers
    (1200, 1300)
    """
    plain = fold(text).strip(" ,.;")
    if not plain or len(plain) > LONGEST:
        return []
    parts = [part.strip(" .") for part in plain.split(",")][:MOST_PARTS]
    kept = [part for part in parts if part and not SETTLEMENT.search(part)]
    whole = FLAT.sub("", ", ".join(kept))
    found = [*_crossings(whole), *_ranges(whole)]
    for one in _stretches([part for part in whole.split(", ") if part]):
        found += _numbered(one)
    return list(dict.fromkeys(reading for reading in found if reading.street.core))


def _stretches(parts: list[str]) -> list[str]:
    """Neighbouring parts together and each alone: where the street stands among city and quarter is not known."""
    pairs = [f"{one}, {two}" for one, two in pairwise(parts)]
    triples = [f"{one}, {two}" for one, two in zip(pairs, parts[2:], strict=False)]
    return [*triples, *pairs, *parts]


def _numbered(text: str) -> list[Reading]:
    found = []
    if (end := AT_END.search(text)) and end.start():
        found.append(Reading(street_name(text[: end.start()]), _number(end)))
    if (start := AT_START.match(text)) and not start["range"] and text[start.end() :].isascii():
        found.append(Reading(street_name(text[start.end() :]), _number(start)))
    return [*found, Reading(street_name(text))]


def _ranges(text: str) -> list[Reading]:
    start = AT_START.match(text)
    if not (start and start["range"]):
        return []
    first = int(start["range"].rstrip("x") or 0) * BLOCK
    return [Reading(street_name(text[start.end() :]), numbers=(first, first + BLOCK))]


def _crossings(text: str) -> list[Reading]:
    halves = [half for half in CROSSING.split(AT_CORNER.sub("", text)) if half.strip(" ,.")]
    if len(halves) != 2:
        return []
    one, other = (street_name(half) for half in halves)
    return [Reading(one, crossing=other)] if one.core and other.core and one != other else []

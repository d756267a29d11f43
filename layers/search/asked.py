"""What somebody typed into the search box, taken apart."""

import re
from dataclasses import dataclass

from gis_app.wording import words

SHORTEST, LONGEST, MOST_WORDS = 2, 80, 8
CROSSING = re.compile(
    r"\s+(?:and|at|x|и|та|і|х|мен|пен|бен|угол|ріг)\s+|\s*&\s*|(?<!\d)\s*/\s*|\s*/\s*(?!\d)", re.IGNORECASE
)
# What kind of street or number follows is never required: records write it otherwise or leave it out.
OPTIONAL = frozenset(
    words(
        "улица ул вулиця вул көшесі көш street str st проспект просп пр даңғылы даңғ avenue ave av переулок пер "
        "провулок пров тұйық тұй lane ln бульвар бул boulevard blvd площадь пл площа алаңы square sq набережная наб "
        "набережна шоссе ш шосе road rd highway hwy проезд проїзд пр-д drive dr аллея алея court ct place pl way "
        "дом д будинок буд үй house корпус корп no nr"
    )
)


@dataclass(frozen=True)
class Asked:
    """text: as typed. required: folded words that a find must have, each a word's beginning. optional: words that only
    make a find better. streets: the two halves of a crossing, each as words, or nothing."""

    text: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    streets: tuple["Asked", "Asked"] | None = None

    @classmethod
    def parse(cls, text: str) -> "Asked":
        """
        >>> Asked.parse("Садовая ул. 12").required
        ('садовая', '12')
        >>> Asked.parse("Michigan Ave & Randolph").streets[1].required
        ('randolph',)
        """
        required, optional = _divided(words(text)[:MOST_WORDS])
        halves = [part for part in CROSSING.split(text.strip()) if part.strip()]
        both = [cls(half, *_divided(words(half)[:MOST_WORDS])) for half in halves] if len(halves) == 2 else []
        named = len(both) == 2 and all(half.required for half in both)
        return cls(text, required, optional, (both[0], both[1]) if named else None)

    @property
    def number(self) -> str:
        """What may be a record's number: one run of letters, digits and signs between, with a digit in it; else ""."""
        text = self.text.strip()
        return text if re.fullmatch(r"[\w./-]{3,64}", text) and any(letter.isdigit() for letter in text) else ""


def _divided(found: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Required and optional words; where all are optional, all are required."""
    required = tuple(word for word in found if word not in OPTIONAL)
    if not required:
        return tuple(found), ()
    return required, tuple(word for word in found if word in OPTIONAL)

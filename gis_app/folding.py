"""Text as the search compares it: the same in Python and in PostgreSQL, so that an index serves.

Folded are case, ё and е, ґ and г, Kazakh letters and the Russian ones typed in their place, and spaces; apostrophes
(' ’ ʼ ‘ ` ´ ′) are left out, so that «Слов'янська», «Слов’янська» and «Словянська» are one.
"""

import re
import unicodedata

from django.db.models import Func, TextField

APOSTROPHES = "'’ʼ‘`´′ʹ"
LETTERS = {"ё": "е", "ґ": "г", "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х"}
FUNCTION = "safecity_fold"

_dropped = dict.fromkeys(map(ord, APOSTROPHES))
_changed = {ord(letter): plain for letter, plain in LETTERS.items()}
_spaces = re.compile(r"[ \t\n\r\f\v]+")


def fold(text: str) -> str:
    """The text as the search compares it; what somebody typed and what a record says are both folded, then compared."""
    plain = unicodedata.normalize("NFKC", text.translate(_dropped)).lower()
    return _spaces.sub(" ", plain.translate(_dropped | _changed)).strip(" ")


class Fold(Func):
    """The same for a column or value, in SQL: immutable, so an index on it serves (`OpClass(Fold("name"), ...)`)."""

    function = FUNCTION
    output_field = TextField()

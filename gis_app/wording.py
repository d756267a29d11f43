"""Text cut into words for the search, the same in Python and in PostgreSQL, so that an index of trigrams serves."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db.models import F, Func, JSONField, TextField

from gis_app.folding import fold

PUNCTUATION = '-‐‑‒–—_.,;:!?/\\|"«»„“”()[]{}<>*+=&#№%@~^$…·'
_spaced = str.maketrans(PUNCTUATION, " " * len(PUNCTUATION))


def words(text: str) -> list[str]:
    """The folded words of a text, in their order.

    >>> words("Ёлочная ул., д. 12-А")
    ['елочная', 'ул', 'д', '12', 'а']
    """
    return fold(text.translate(_spaced)).split()


class Words(Func):
    """The same for columns, in SQL: their words with a space before and after each, `" елочная ул 12 "`.

    A column of names by language gives the names. Immutable: an index on it serves `contains=" елоч"`.
    """

    template = "safecity_words(ARRAY[%(expressions)s]::text[])"
    output_field = TextField()


class Values(Func):
    """The values of a JSON object as one text, in SQL."""

    function = "safecity_values"
    output_field = TextField()


def words_of(model: Any, columns: Iterable[str]) -> Words:
    """The words of a model's columns, exactly as its index has them."""
    return Words(*(Values(F(name)) if _is_json(model, name) else F(name) for name in columns))


def index_of_words(name: str, *columns: str, json: Iterable[str] = ()) -> GinIndex:
    """The index that serves `words_of(model, columns)`; `json`: those of the columns that hold names by language."""
    parts = [Values(F(column)) if column in json else F(column) for column in columns]
    return GinIndex(OpClass(Words(*parts), name="gin_trgm_ops"), name=name)


def _is_json(model: Any, name: str) -> bool:
    return isinstance(model._meta.get_field(name), JSONField)

"""What a browser may give to a callback: the types that callbacks name in their signatures."""

from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired

from pydantic import AfterValidator, Field, StringConstraints
from typing_extensions import TypedDict

LONGEST = 8_000
MOST_ROWS = 50_000_000
LARGEST_ID = 2**63 - 1


def _kept(text: str) -> str:
    """PostgreSQL has no text with a NUL, and UTF-8 no half of a pair of surrogates."""
    if "\x00" in text:
        raise ValueError
    text.encode()
    return text


def _moment(text: str) -> str:
    datetime.fromisoformat(text)
    return text


Text = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(_kept)]
Number = Annotated[int, Field(ge=0, le=LARGEST_ID)]
Row = Annotated[int, Field(ge=0, le=MOST_ROWS)]
Filters = Annotated[dict[Text, Text | list[Text]], Field(max_length=20)]


class Order(TypedDict):
    """One column of AG Grid's sort model."""

    colId: Text
    sort: Literal["asc", "desc"]


class RowsRequest(TypedDict):
    """AG Grid's getRowsRequest, as far as it is heeded."""

    startRow: Row
    endRow: Row
    sortModel: NotRequired[list[Order] | None]


class Fact(TypedDict):
    name: Text
    value: Any


class Source(TypedDict):
    name: Text
    licence: NotRequired[Text | None]


class Delivery(TypedDict):
    id: Number
    received: Annotated[Text, AfterValidator(_moment)]
    file: Text


class Also(TypedDict):
    """Another record of the same event."""

    layer: Text
    id: Number
    title: Text
    source: Text
    point: Annotated[list[float], Field(min_length=2, max_length=2)]
    certain: bool


class Record(TypedDict):
    """What the API answered for a card."""

    layer: Text
    title: Text
    facts: list[Fact]
    source: Source
    delivery: Delivery | None
    raw: NotRequired[dict[str, Any] | None]
    point: NotRequired[Annotated[list[float], Field(min_length=2, max_length=2)] | None]
    also: NotRequired[list[Also]]


class Failed(TypedDict):
    """A card that did not open."""

    layer: Text
    error: Annotated[Text, StringConstraints(min_length=1)]

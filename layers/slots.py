"""A tile's place as parameters of a statement that is compiled once and serves every tile of its zoom."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, F, Func
from django.db.models.expressions import Expression

from gis_app.incidents.kept_cells import FINEST
from layers.address import Address


class Slot(StrEnum):
    """What is filled in for each tile: its rectangle in degrees, its number, its squares on the level of cells."""

    WEST = "west"
    SOUTH = "south"
    EAST = "east"
    NORTH = "north"
    X = "x"
    Y = "y"
    FIRST = "first"
    AFTER = "after"


@dataclass(frozen=True)
class Statement:
    """One tile's SQL; `values` has slots where the tile's own belong. `level` is that of its cells, `buffer` a share of
    the tile's width."""

    text: str
    values: tuple[Any, ...]
    level: int = FINEST
    buffer: float = 0.0

    def of(self, address: Address) -> tuple[str, tuple[Any, ...]]:
        """The text and its parameters for one tile."""
        west, south, east, north = address.degrees(self.buffer)
        first, after = address.squares(self.level)
        own = {"west": west, "south": south, "east": east, "north": north, "x": address.x, "y": address.y}
        filled: dict[str, Any] = {**own, "first": first, "after": after}
        return self.text, tuple(filled[value.value] if isinstance(value, Slot) else value for value in self.values)


class Open(Expression):
    """Slots as an expression of Django's."""

    def __init__(self, template: str, slots: Sequence[Slot]) -> None:
        super().__init__(output_field=BooleanField())
        self.template, self.slots = template, tuple(slots)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return self.template, list(self.slots)


RECTANGLE = Open("ST_MakeEnvelope(%s, %s, %s, %s, 4326)", (Slot.WEST, Slot.SOUTH, Slot.EAST, Slot.NORTH))


def meets(geometry: str) -> Func:
    """Whether a row's box meets the tile's, asked of the index: the envelope is in degrees, the column as it stands."""
    return Func(F(geometry), RECTANGLE, template="%(expressions)s", arg_joiner=" && ", output_field=BooleanField())


def within_squares(column: str) -> tuple[Func, Func]:
    """Whether a square of the level belongs to the tile: one range, by the index."""
    first, after = Open("%s", (Slot.FIRST,)), Open("%s", (Slot.AFTER,))
    return (
        Func(F(column), first, template="%(expressions)s", arg_joiner=" >= ", output_field=BooleanField()),
        Func(F(column), after, template="%(expressions)s", arg_joiner=" < ", output_field=BooleanField()),
    )

"""What a map layer is: a declaration, read by the tiles, the API and the counts alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.db.models.expressions import Combinable

from gis_app.incidents.filters import Filters
from gis_app.people.models import User
from gis_app.people.permissions import Permission
from layers.cells import ACROSS_BITS, Summary
from layers.facts import Fact
from layers.inside import inside

Viewer = User | AnonymousUser
Stored = Callable[[Viewer, Filters], QuerySet | None]
Rows = Callable[[Viewer, Filters], QuerySet]
Field = Combinable | Callable[[], Combinable]


class Shape(StrEnum):
    POINT = "point"
    LINE = "line"
    POLYGON = "polygon"


@dataclass(frozen=True)
class Layer:
    """One layer of the map.

    rows: what a viewer may see of it within the filters; always begins with `visible_to`. A drawn area is no business
    of the function given: every layer heeds it alike.
    fields: a feature's properties, each an expression, or a function that makes it for the language of the moment.
    detail: which of the rows a zoom is worth showing.
    cells: columns that a cell of several points tells too, and how; it stands for them below the zoom `cells_below`,
    and wherever a tile would hold more than `limit` points. stored: the store's own cells, None where they can't tell.
    cells_across: below `cells_below` a tile has 2^cells_across squares on each side; the stored cells have their own.
    order: which features stay when a tile would hold more than `limit`.
    heading, facts: what names a record on its card, and what the card says. listed: more properties in the API's lists.
    A backdrop is drawn but neither counted nor switched. counted: whether the number of its rows tells anything.
    origin: the relation through which a row came from a source; "" where it came itself, None where a method found it.
    """

    id: str
    title: Any
    permission: Permission
    rows: Rows
    geometry: str
    shape: Shape
    fields: Mapping[str, Field]
    min_zoom: int
    max_zoom: int
    heading: Callable[[Any], str]
    facts: tuple[Fact, ...]
    detail: Callable[[QuerySet, int], QuerySet] = lambda rows, zoom: rows
    cells: Mapping[str, Summary] = field(default_factory=dict)
    stored: Stored = lambda user, filters: None
    cells_below: int = 0
    cells_across: int = ACROSS_BITS
    order: tuple[str, ...] = ("pk",)
    limit: int = 12_000
    listed: Mapping[str, Field] = field(default_factory=dict)
    backdrop: bool = False
    counted: bool = True
    origin: str | None = ""

    def __post_init__(self) -> None:
        given = self.rows
        object.__setattr__(
            self, "rows", lambda user, filters: inside(given(user, filters), self.geometry, filters.within)
        )


def expressions(fields: Mapping[str, Field]) -> dict[str, Combinable]:
    """Fields as expressions for a query in the current language."""
    return {name: value() if callable(value) else value for name, value in fields.items()}

"""How many events some records tell of, when those that links hold together count once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any

from django.db.models import F, Q, QuerySet

from gis_app.incidents.links.models import LINKED, Link
from layers.methods.joined import joined

Node = tuple[str, int]


@dataclass(frozen=True)
class Events:
    """records: all that were counted. events: the same, those of one event once."""

    records: int
    events: int

    @property
    def again(self) -> int:
        """Records whose event another record tells already."""
        return self.records - self.events


def events(rows: Mapping[str, "QuerySet[Any]"]) -> Events:
    """Of the records by layer, as far as the caller may see them; only links between two of them count."""
    records = sum(layer.count() for layer in rows.values())
    return Events(records, records - joined(_pairs(rows)))


def _pairs(rows: Mapping[str, "QuerySet[Any]"]) -> Iterator[tuple[Node, Node]]:
    """The links that hold: those that were linked, and fit still or were confirmed since."""
    ids = {layer: found.order_by().values("pk") for layer, found in rows.items()}
    holding = Link.objects.filter(Q(broken="") | Q(broken=F("known")), state__in=LINKED)
    for one, other in combinations_with_replacement(rows, 2):
        for first, second in {(one, other), (other, one)}:
            between = holding.filter(layer_a=first, layer_b=second, a__in=ids[first], b__in=ids[second])
            for a, b in between.values_list("a", "b").iterator(chunk_size=10_000):
                yield (first, a), (second, b)

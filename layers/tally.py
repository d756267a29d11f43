"""How many records of each layer and kind the filters leave, for the panel of a drawn area."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from gis_app.incidents import kinds as taxonomy
from gis_app.incidents.filters import Filters
from layers.access import layers_of
from layers.counts import is_counted
from layers.layer import Layer
from layers.words import CAMERA_KINDS, SITE_KINDS, word

WORDS: dict[str, Mapping[Any, Any]] = {"cameras": CAMERA_KINDS, "sites": SITE_KINDS}
BY_KIND = ("crimes", "accidents", "calls", "cameras", "sites")


@dataclass(frozen=True)
class Tally:
    """A layer's records: `n` of them, and `kinds` as (its name, n), the most frequent first."""

    layer: Layer
    n: int
    kinds: tuple[tuple[str, int], ...] = ()


def tally(user: Any, filters: Filters) -> list[Tally]:
    """Each layer that the viewer may see and count, what happened first, then cameras, then the city."""
    seen = [layer for layer in layers_of(user) if is_counted(layer)]
    return [counted(user, layer, filters) for layer in sorted(seen, key=place)]


def place(layer: Layer) -> int:
    return BY_KIND.index(layer.id) if layer.id in BY_KIND else len(BY_KIND)


def counted(user: Any, layer: Layer, filters: Filters) -> Tally:
    rows = layer.rows(user, filters).order_by()
    if layer.id not in BY_KIND:
        return Tally(layer, rows.count())
    found = list(rows.values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind"))
    return Tally(layer, sum(n for _kind, n in found), tuple((named(layer, kind), n) for kind, n in found))


def named(layer: Layer, kind: str) -> str:
    return word(dict(WORDS[layer.id]), kind) if layer.id in WORDS else taxonomy.title(kind)

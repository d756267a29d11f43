"""Our taxonomy of incidents, read from `data/kinds.yml`."""

from dataclasses import dataclass
from functools import cache

import yaml
from django.conf import settings
from django.utils.translation import get_language


@dataclass(frozen=True)
class Kind:
    """A kind of incident: its code, weight from 1 (gravest) to 4, and its name in each language we have."""

    code: str
    layer: str
    severity: int
    names: dict[str, str]

    @property
    def title(self) -> str:
        return self.names.get((get_language() or "en")[:2], self.names["en"])


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its code, in the order of the file."""
    text = (settings.BASE_DIR / "data" / "kinds.yml").read_text(encoding="utf-8")
    return {
        code: Kind(code, layer, entry.pop("severity"), entry)
        for layer, entries in yaml.safe_load(text).items()
        for code, entry in entries.items()
    }


def of_layer(layer: str) -> list[Kind]:
    return [kind for kind in kinds().values() if kind.layer == layer]


def title(code: str) -> str:
    kind = kinds().get(code)
    return kind.title if kind else code

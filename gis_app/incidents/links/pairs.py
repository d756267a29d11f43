"""Which layers' records may tell of one event, and within which limits: `data/links.yml`, the home's own over it."""

from pathlib import Path
from typing import Any, Literal

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from gis_app.errors import BadInput
from gis_app.incidents.models import TimePrecision
from gis_app.modules import INCIDENTS, is_on

LONGEST_MINUTES, FARTHEST_M = 1_440, 5_000


class Kinds(BaseModel):
    """Kinds of the one layer that may match kinds of the other; an empty list means any."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()


class Pair(BaseModel):
    """Two layers, or one and itself, whose records may tell of one event.

    Moments at most `minutes` apart and points at most `metres`; `automatic` is the coarsest precision of time at which
    the only candidates of each other are linked without a person.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,63}$")
    a: str
    b: str
    sources: Literal["other", "same"] = "other"
    sources_a: tuple[str, ...] = ()
    sources_b: tuple[str, ...] = ()
    minutes: float = Field(default=60, ge=0, le=LONGEST_MINUTES)
    metres: float = Field(default=500, gt=0, le=FARTHEST_M)
    kinds: tuple[Kinds, ...] = ()
    same_kind: bool = False
    automatic: TimePrecision = TimePrecision.INTERVAL

    @model_validator(mode="after")
    def of_incidents(self) -> "Pair":
        strange = {self.a, self.b} - set(INCIDENTS)
        if strange:
            raise ValueError(f"no layer of incidents: {sorted(strange)[0]}")
        if self.sources == "same" and self.a != self.b:
            raise ValueError("repeats within one source lie in one layer")
        return self

    @property
    def sure_precisions(self) -> list[str]:
        """The precisions of time that are fine enough to link without a person."""
        scale = [str(value) for value in TimePrecision.values]
        return scale[: scale.index(self.automatic) + 1]


def pairs() -> dict[str, Pair]:
    """Every declared pair of layers that the city uses, by its name.

    Raises BadInput naming the file and the mistake.
    """
    declared = read(settings.BASE_DIR / "data" / "links.yml") | read(settings.HOME.root / "links.yml")
    return {name: one for name, one in declared.items() if one and is_on(one.a) and is_on(one.b)}


def read(path: Path) -> dict[str, Pair | None]:
    """The pairs of one file, None for those that it takes out; empty where there is no file."""
    if not path.exists():
        return {}
    try:
        entries: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return {name: None if given.get("skip") else Pair(name=name, **given) for name, given in entries.items()}
    except (ValidationError, yaml.YAMLError, TypeError, AttributeError) as error:
        raise BadInput(f"{path.name}: {error}") from error

"""What is worth being seen, and how much: `data/demand.yml`, or the home's own file of that name instead."""

from functools import cache
from pathlib import Path

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gis_app.errors import BadInput
from gis_app.incidents.kinds import kinds as taxonomy

NAME = "demand.yml"
SLIGHTEST = 4


class Rules(BaseModel):
    """How much the seeing of an incident is worth, and what else is measured; lengths in metres.

    `precise` are the precisions of place that count at all. `kinds` weigh by themselves, others by their `severity`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    severity: dict[int, float] = Field(min_length=4, max_length=4)
    kinds: dict[str, float] = {}
    domestic: float = Field(default=0, ge=0)
    precise: tuple[str, ...] = ("point", "building")
    streets: tuple[str, ...]
    street_step_m: float = Field(default=10, ge=1, le=100)
    guarded: tuple[str, ...]
    ground_step_m: float = Field(default=10, ge=1, le=50)
    homes: tuple[str, ...]
    usual_storeys: float = Field(default=1, gt=0)
    gap_cell_m: float = Field(default=50, ge=10, le=1000)
    gaps_listed: int = Field(default=300, ge=1, le=5000)

    def of(self, kind: str, severity: int | None = None, *, domestic: bool | None = None) -> float:
        """The weight of an incident of a kind; of unknown severity, of the kind's usual one."""
        if domestic:
            return self.domestic
        if kind in self.kinds:
            return self.kinds[kind]
        usual = taxonomy()[kind].severity if kind in taxonomy() else SLIGHTEST
        return self.severity[severity or usual]

    def of_kind(self, kind: str) -> float:
        """The usual weight of a kind."""
        return self.of(kind)


def rules() -> Rules:
    """The city's rules. Raises BadInput naming the file and the mistake."""
    own = settings.HOME.root / NAME
    return _read(own) if own.exists() else _shipped()


@cache
def _shipped() -> Rules:
    return _read(settings.BASE_DIR / "data" / NAME)


def _read(path: Path) -> Rules:
    try:
        return Rules.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise BadInput(f"{path.name}: {error}") from error

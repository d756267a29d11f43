"""The rules as they are declared: `camera_rules.yml` of the home, else ours in `data`."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from django.conf import settings
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from gis_app.devices.registry.passports import Passport
from gis_app.errors import BadInput
from gis_app.speech import language

NAME = "camera_rules.yml"
MOST_BYTES = 200_000
Verdict = Literal["kept", "broken", "unknown"]
Value = bool | int | float | str
FIELDS = set(Passport.__dataclass_fields__) | {"checked_on", "days_since_check", "occluded", "promise_kept"}


class Rule(BaseModel):
    """One check. Exactly one of `stated`, `at_least`, `at_most`, `is` says what; `when` of which cameras."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    code: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    title: dict[str, str]
    when: dict[str, Value] = Field(default_factory=dict)
    stated: str = ""
    at_least: dict[str, float] = Field(default_factory=dict)
    at_most: dict[str, float] = Field(default_factory=dict)
    equals: dict[str, Value] = Field(default_factory=dict, alias="is")

    @model_validator(mode="after")
    def one_check_of_known_fields(self) -> "Rule":
        checks = [self.stated, self.at_least, self.at_most, self.equals]
        if sum(map(bool, checks)) != 1:
            raise ValueError("exactly one of stated, at_least, at_most, is")
        named = {*self.when, *self.at_least, *self.at_most, *self.equals, *([self.stated] if self.stated else [])}
        if unknown := sorted(named - FIELDS):
            raise ValueError(f"there is no field {unknown[0]}")
        if "en" not in self.title:
            raise ValueError("a title in English")
        return self

    @property
    def called(self) -> str:
        """The title in the reader's language."""
        return self.title.get(language()) or self.title["en"]

    def judged(self, passport: Passport) -> Verdict | None:
        """Whether a passport keeps the rule; None where it does not speak of such a camera."""
        if any(getattr(passport, name) != value for name, value in self.when.items()):
            return None
        if self.stated:
            return "kept" if passport.stated(self.stated) else "broken"
        pairs = [
            *((name, lambda value, most=most: value <= most) for name, most in self.at_most.items()),
            *((name, lambda value, least=least: value >= least) for name, least in self.at_least.items()),
            *((name, lambda value, wanted=wanted: value == wanted) for name, wanted in self.equals.items()),
        ]
        known = [(getattr(passport, name), holds) for name, holds in pairs]
        if any(value is None for value, _holds in known):
            return "unknown"
        return "kept" if all(holds(value) for value, holds in known) else "broken"


class Rules(BaseModel):
    """All rules of a city, and the two figures that the funnel and the ageing go by, in days."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    archive_days: int = Field(ge=1, le=3650)
    check_every_days: int = Field(ge=1, le=3650)
    rules: tuple[Rule, ...] = Field(max_length=100)

    @model_validator(mode="after")
    def each_code_once(self) -> "Rules":
        codes = [rule.code for rule in self.rules]
        if len(set(codes)) != len(codes):
            raise ValueError("each code once")
        return self

    def broken(self, passport: Passport) -> list[Rule]:
        """The rules that a passport breaks, in their order."""
        return [rule for rule in self.rules if rule.judged(passport) == "broken"]


def rules() -> Rules:
    """The rules in force. Raises BadInput, naming the place, where the home's own file is none."""
    own = Path(settings.HOME.root) / NAME
    path = own if own.exists() else Path(settings.BASE_DIR) / "data" / NAME
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Rules:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("too large")
        return Rules.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "rules"
        raise BadInput(_malformed(f"{where}: {first['msg']}")) from error
    except (yaml.YAMLError, ValueError, UnicodeDecodeError) as error:
        raise BadInput(_malformed(str(error).splitlines()[0])) from error


def _malformed(why: Any) -> str:
    return _("The city's rules for cameras, camera_rules.yml in the home, cannot be read (%(why)s). Put it right.") % {
        "why": why
    }

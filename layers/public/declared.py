"""What a city gives to the public, as `public.yml` in its state folder says."""

from typing import Literal

import yaml
from django.conf import settings
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gis_app.errors import BadInput

FILE = "public.yml"
LAYERS = ("crimes", "accidents", "calls")


class Edition(BaseModel):
    """`least`: no figure below it. `cell_m`: side of the finest cell. `whole_city`: kinds given for all the city only.

    `every`: days between editions, None for by hand only. `serve`: whether `/public/` answers strangers. `keep`: how
    many editions stay.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    layers: list[Literal["crimes", "accidents", "calls"]] = ["crimes", "accidents"]
    least: int = Field(default=5, ge=3, le=1000)
    cell_m: int = Field(default=250, ge=100, le=5000)
    whole_city: list[str] = ["sexual_offence", "against_children", "kidnapping"]
    licence: str = "CC-BY-4.0"
    every: int | None = Field(default=None, ge=1, le=366)
    serve: bool = False
    keep: int = Field(default=12, ge=1, le=1000)


def edition() -> Edition:
    """The home's declaration; the defaults, nothing served and nothing scheduled, where there is none.

    Raises BadInput naming what is wrong with it.
    """
    path = settings.HOME.root / FILE
    if not path.exists():
        return Edition()
    try:
        return Edition(**(yaml.safe_load(path.read_text(encoding="utf-8")) or {}))
    except (ValidationError, yaml.YAMLError, TypeError, UnicodeDecodeError) as error:
        raise BadInput(_("public.yml: %(why)s") % {"why": " ".join(str(error).split())[:300]}) from error

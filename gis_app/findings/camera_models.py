"""The catalogue of camera models that may be placed: `camera_models.yml` of the home, else of `data/`."""

from functools import cache
from typing import Annotated, Any, Literal

import yaml
from django.conf import settings
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from gis_app import speech
from gis_app.devices.optics import FULL_TURN, Optics, aimed
from gis_app.errors import BadInput

NAME = "camera_models.yml"
Money = Annotated[float, Field(ge=0, le=1e12)]
Angle = Annotated[float, Field(gt=0, le=360)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,64}$")]


class BadCatalogue(ValueError):
    """The catalogue's file is not one; the text says where and why."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Strict):
    """A thing with its name in each language that we have; English stands in for the rest."""

    en: str
    ru: str = ""
    uk: str = ""
    kk: str = ""

    @property
    def title(self) -> str:
        return getattr(self, speech.language()) or self.en


class Mount(Named):
    """Where a camera hangs: what pole, cable and work cost there, and how many metres up."""

    price: Money
    height_m: Annotated[float, Field(gt=0, le=200)]


class Model(Named):
    """A camera model. Angles in degrees as [narrowest, widest]; `width_px` of one of `heads` pictures side by side.

    `tilt` is in degrees below the horizon where it is always mounted so, None where each is aimed. `mbit_s` and `watts`
    are of all heads together.
    """

    kind: Literal["fixed", "dome", "ptz", "anpr"]
    width_px: Annotated[int, Field(gt=0, le=100_000)]
    height_px: Annotated[int, Field(gt=0, le=100_000)]
    heads: Annotated[int, Field(ge=1, le=16)] = 1
    hfov: tuple[Angle, Angle]
    tilt: Annotated[float, Field(ge=0, le=90)] | None = None
    price: Money
    mbit_s: Annotated[float, Field(gt=0, le=10_000)]
    watts: Annotated[float, Field(gt=0, le=10_000)]

    @model_validator(mode="after")
    def angles_fit(self) -> "Model":
        if self.hfov[0] > self.hfov[1]:
            raise ValueError("an angle is [narrowest, widest]")
        if self.hfov[1] * self.heads > FULL_TURN:
            raise ValueError("its heads together see more than all round")
        return self

    def settings(self) -> tuple[float, ...]:
        """Horizontal angles worth trying, widest first: both ends and the middle."""
        low, high = self.hfov
        return tuple(dict.fromkeys((high, (low + high) / 2, low)))

    def azimuths(self, azimuth: float, hfov: float) -> tuple[float, ...]:
        """Where its heads look when the first looks at `azimuth`: side by side, one angle of view apart."""
        return tuple((azimuth + head * hfov) % FULL_TURN for head in range(self.heads))

    def tilted(self, hfov: float, height_m: float, px_per_m: float | None = None) -> float:
        """Degrees below the horizon of one set to `hfov`, so many metres up: the catalogue's, else as it is `aimed`."""
        return aimed(hfov, self.width_px, self.height_px, height_m, px_per_m) if self.tilt is None else self.tilt

    def optics(self, azimuth: float, hfov: float, height_m: float, tilt: float | None = None) -> Optics:
        """One such camera, turned to `azimuth`, set to `hfov`, so many metres up; nothing of it is assumed.

        Without a tilt it is the one of `tilted` for all that it sees.
        """
        return Optics(
            azimuths=() if hfov >= FULL_TURN else self.azimuths(azimuth, hfov),
            hfov=hfov,
            width_px=self.width_px,
            height_px=self.height_px,
            height_m=height_m,
            tilt=self.tilted(hfov, height_m) if tilt is None else tilt,
            tall_m=height_m,
        )


class Storage(Strict):
    """What room for recordings costs, per terabyte (10^12 bytes)."""

    price_per_tb: Money


class Catalogue(Strict):
    """All models and mounts by their codes, and the money that prices are in."""

    currency: Annotated[str, Field(min_length=1, max_length=8)]
    storage: Storage
    mounts: dict[Code, Mount]
    models: Annotated[dict[Code, Model], Field(min_length=1)]

    def model(self, code: str) -> Model:
        """Raises BadInput for a code that the catalogue does not have."""
        found = self.models.get(code)
        if found is None:
            raise BadInput(_("The catalogue has no camera model %(code)s.") % {"code": code})
        return found

    def mount(self, code: str) -> Mount:
        """Raises BadInput for a code that the catalogue does not have."""
        found = self.mounts.get(code)
        if found is None:
            raise BadInput(_("The catalogue has no mount %(code)s.") % {"code": code})
        return found


def parsed(text: str) -> Catalogue:
    """The catalogue that a file holds. Raises BadCatalogue with one sentence: which field, what is wrong."""
    try:
        given: Any = yaml.safe_load(text)
        return Catalogue.model_validate(given)
    except yaml.YAMLError as error:
        raise BadCatalogue(f"{NAME} can't be read: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or NAME
        raise BadCatalogue(f"{NAME}, {where}: {first['msg']}.") from error


@cache
def catalogue() -> Catalogue:
    """The catalogue of this home; the file of the home takes the place of ours whole."""
    own = settings.HOME.root / NAME
    path = own if own.is_file() else settings.BASE_DIR / "data" / NAME
    return parsed(path.read_text(encoding="utf-8"))

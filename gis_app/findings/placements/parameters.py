"""What a planner may ask of a placement: typed, with limits, each mistake one sentence."""

from datetime import date
from typing import Annotated, Any, Literal

import orjson
import shapely
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from shapely.errors import ShapelyError

from gis_app import speech
from gis_app.errors import BadInput
from gis_app.findings.camera_models import catalogue
from gis_app.findings.queries import quality_named

MOST_CAMERAS, MOST_POINTS, MOST_SITES, MOST_CORNERS = 500, 1000, 200, 5000
Lon = Annotated[float, Field(ge=-180, le=180)]
Lat = Annotated[float, Field(ge=-90, le=90)]
Codes = Annotated[list[Annotated[str, Field(min_length=1, max_length=128)]], Field(max_length=200)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Demand(Strict):
    """What is to be seen: incidents of these layers, kinds and areas ([]: all), from a day up to, without, another."""

    layers: Annotated[list[Literal["crimes", "accidents"]], Field(min_length=1, max_length=2)] = ["crimes", "accidents"]
    kinds: Codes = []
    areas: Codes = []
    from_: date = Field(alias="from")
    to: date


class Asked(Strict):
    """A whole question. Lengths in metres, money in the catalogue's currency, `gap` a share; `quality` "": seen at all.

    `required_points` are positions in `points` that get a camera, `required_sites` sites whose place must be seen.
    `forbidden` is a GeoJSON polygon where no camera may stand, `homes_m` how far it stays from the walls of homes.
    """

    demand: Demand
    quality: Annotated[str, Field(max_length=16)] = ""
    number: Annotated[int, Field(ge=1, le=MOST_CAMERAS)] | None = None
    budget: Annotated[float, Field(ge=0, le=1e15)] | None = None
    models: Annotated[list[str], Field(min_length=1, max_length=20)]
    poles: bool = True
    crossings: bool = True
    facades: bool = False
    spacing_m: Annotated[float, Field(ge=10, le=500)] = 40
    points: Annotated[list[tuple[Lon, Lat]], Field(max_length=MOST_POINTS)] = []
    required_points: Annotated[list[int], Field(max_length=MOST_CAMERAS)] = []
    required_sites: Annotated[list[int], Field(max_length=MOST_SITES)] = []
    one_view_per_pole: bool = True
    existing: Literal["all", "working", "none"] = "all"
    forbidden: dict[str, Any] | None = None
    homes_m: Annotated[float, Field(ge=0, le=200)] = 0
    exact: bool = False
    seconds: Annotated[float, Field(ge=1, le=3600)] = 300
    gap: Annotated[float, Field(ge=0, le=0.5)] = 0.01
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1

    @property
    def forbidden_shape(self) -> shapely.Geometry | None:
        """Degrees; None where every place is allowed."""
        return shapely.from_geojson(_text(self.forbidden)) if self.forbidden else None


def parsed(given: Any) -> Asked:
    """The question. Raises BadInput with one sentence."""
    try:
        asked = Asked.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or _("placement")
        raise BadInput(_("%(field)s: %(reason)s.") % {"field": field, "reason": first["msg"]}) from error
    _check(asked)
    return asked


def _check(asked: Asked) -> None:
    if asked.number is None and asked.budget is None:
        raise BadInput(_("Say how many cameras there may be, what they may cost, or both."))
    if asked.demand.from_ >= asked.demand.to:
        raise BadInput(_("The period is empty: 'to' is the day after the last and must be later than 'from'."))
    if not (asked.poles or asked.crossings or asked.facades or asked.points):
        raise BadInput(_("Say where cameras may stand: on poles, at crossings, on façades or at points of your own."))
    if not all(0 <= one < len(asked.points) for one in asked.required_points):
        raise BadInput(_("A required point is not among the points."))
    if asked.number is not None and len(set(asked.required_points)) > asked.number:
        raise BadInput(_("More points are required than there may be cameras."))
    if asked.quality:
        quality_named(asked.quality)
    _check_shape(asked)
    _check_money(asked)


def _check_shape(asked: Asked) -> None:
    try:
        shape = asked.forbidden_shape
    except (ShapelyError, TypeError, ValueError) as error:
        raise BadInput(_("The forbidden zone is no GeoJSON polygon.")) from error
    if shape is None:
        return
    if shape.geom_type not in ("Polygon", "MultiPolygon") or not shape.is_valid:
        raise BadInput(_("The forbidden zone is no polygon, or it crosses itself."))
    if shapely.get_num_coordinates(shape) > MOST_CORNERS:
        raise BadInput(_("The forbidden zone has more than %(most)s corners.") % {"most": MOST_CORNERS})


def _check_money(asked: Asked) -> None:
    models = [catalogue().model(code) for code in asked.models]
    cheapest = min(model.price for model in models) + min(catalogue().mount(code).price for code in mounts(asked))
    if asked.budget is not None and asked.budget < cheapest:
        words = {"price": speech.number(cheapest), "currency": catalogue().currency}
        raise BadInput(
            _("The cheapest camera costs %(price)s %(currency)s with its mount, more than the budget.") % words
        )


def mounts(asked: Asked) -> list[str]:
    """The mounts that the question allows, by the catalogue's codes."""
    allowed = {"pole": asked.poles, "crossing": asked.crossings, "facade": asked.facades, "own": bool(asked.points)}
    return [code for code, wanted in allowed.items() if wanted]


def _text(shape: dict[str, Any]) -> str:
    return orjson.dumps(shape).decode()

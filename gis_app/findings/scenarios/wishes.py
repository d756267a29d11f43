"""What a planner draws or picks for a proposal: forbidden zones, sites that must be seen, kinds and areas of demand."""

from collections.abc import Mapping
from typing import Annotated, Any

import orjson
import shapely
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gis_app.errors import BadInput
from gis_app.findings.placements.parameters import MOST_SITES, Codes, Lat, Lon
from gis_app.places.models import Site

MOST_ZONES, LEAST_CORNERS, MOST_CORNERS = 40, 3, 100
FINEST_DEGREES = 1e-8
Ring = Annotated[list[tuple[Lon, Lat]], Field(min_length=LEAST_CORNERS, max_length=MOST_CORNERS)]
Number = Annotated[int, Field(gt=0, lt=2**63, strict=True)]


class Wishes(BaseModel):
    """Those parts of a set-up; `forbidden` are rings of [lon, lat], closed or not, `sites` the numbers of sites."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)

    forbidden: Annotated[list[Ring], Field(max_length=MOST_ZONES)] = []
    sites: Annotated[list[Number], Field(max_length=MOST_SITES)] = []
    kinds: Codes = []
    areas: Codes = []

    def zone(self) -> dict[str, Any] | None:
        """All forbidden zones as one GeoJSON shape, None without any."""
        if not self.forbidden:
            return None
        shape = shapely.union_all([shapely.Polygon(ring) for ring in self.forbidden], grid_size=FINEST_DEGREES)
        return orjson.loads(shapely.to_geojson(shape))

    def there(self) -> list[int]:
        """The sites; raises BadInput where one of them is gone from the map."""
        wanted = sorted(set(self.sites))
        if Site.objects.filter(pk__in=wanted).count() != len(wanted):
            raise BadInput(_("A site that must be seen is no longer on the map. Take it out of the list."))
        return wanted


def of(setup: Mapping[str, Any]) -> Wishes:
    """The wishes of a set-up. Raises BadInput with one sentence."""
    try:
        found = Wishes.model_validate(setup)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise BadInput(_("%(field)s: %(reason)s.") % {"field": field, "reason": first["msg"]}) from error
    for ring in found.forbidden:
        shape = shapely.Polygon(ring)
        if not shape.is_valid or not shape.area:
            raise BadInput(_("The forbidden zone is no polygon, or it crosses itself."))
    return found

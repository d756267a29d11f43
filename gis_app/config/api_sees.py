"""The API's question which cameras see a point."""

import math

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from gis_app.config.api_parts import Operation, answer, code, only, parameter
from gis_app.errors import BadInput
from gis_app.findings import queries
from gis_app.incidents.within import Within
from gis_app.people.permissions import Permission
from layers.methods.pixel_density import EDITIONS


def sees(request: HttpRequest) -> HttpResponse:
    """`[{"camera", "px_per_m", "distance_m", "assumed", …}]`, the finest picture first. Raises BadInput, BadFilter."""
    only(request.GET, "lon", "lat", "within", "class")
    quality = code(request.GET, "class")
    if drawn := request.GET.get("within", ""):
        found = queries.sees_within(request.user, Within.parse(drawn), quality)
    else:
        lon, lat = degrees(request.GET, "lon", 180), degrees(request.GET, "lat", 90)
        found = queries.sees(request.user, lon, lat, quality)
    return answer([vars(one) for one in found])


def degrees(query: QueryDict, name: str, most: int) -> float:
    """Raises BadInput for what is missing or no degrees."""
    try:
        value = float(query.get(name, ""))
    except ValueError:
        value = math.nan
    if not -most <= value <= most:
        raise BadInput(_("%(name)s is degrees from -%(most)s to %(most)s.") % {"name": name, "most": most})
    return value


CLASSES = "A class of IEC/EN 62676-4 or better, by its pixels a metre, whichever edition the city has: {}".format(
    "; ".join(
        f"of {year} {', '.join(f'{one.name} ({one.px_per_m:g})' for one in known)}" for year, known in EDITIONS.items()
    )
)
OPERATIONS = (
    Operation(
        "sees",
        "sees",
        "Cameras that see a point or part of an area, the finest picture first; whether their optics are assumed",
        Permission.CAMERA_SEE,
        sees,
        [
            parameter("lon", "Longitude of the point, degrees", type="number"),
            parameter("lat", "Latitude of the point, degrees", type="number"),
            parameter("within", "Instead of a point a drawn area, any part of which is seen: as in the filters"),
            parameter("class", f"{CLASSES}. Without it seen at all"),
        ],
        module="cameras",
        gives="array",
    ),
)

"""What a person may say of a scenario's camera, and of the scenario: typed values, checked."""

import math
from collections.abc import Mapping
from typing import Any

import orjson
from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _

from gis_app import speech
from gis_app.errors import BadInput
from gis_app.findings.camera_models import Catalogue
from gis_app.findings.models import Visibility
from gis_app.findings.plain import plain
from gis_app.findings.queries import quality_named
from gis_app.findings.scenarios import wishes
from gis_app.places.models import City

FIELDS = ("model", "mount", "point", "azimuth", "hfov", "height_m", "tilt", "place")
AIM = ("model", "hfov", "height_m")
LOWEST_M, HIGHEST_M = 1.0, 200.0
STRAIGHT_DOWN = 90.0
FULL_TURN = 360.0
LONGEST_NAME, LONGEST_PLACE = 80, 250
LONGEST_ARCHIVE = 365
# Room for every wish that a set-up may hold: zones with all their corners, sites, kinds and areas.
MOST_SETUP_BYTES = 800_000
Values = Mapping[str, Any]


def camera(given: Values, before: Values, models: Catalogue) -> dict[str, Any]:
    """The whole of a camera: what stands in `before`, with what is given in its place, fitted to its model.

    `point` is [lon, lat]. A new model takes an angle of view as near to the old as it has. A tilt of before holds until
    the camera is aimed anew: by another model, angle of view or height. Raises BadInput.
    """
    if strange := [name for name in given if name not in FIELDS]:
        raise BadInput(_("A camera has no %(field)s here.") % {"field": str(strange[0])[:40]})
    said = {**before, **given}
    if "tilt" not in given and any(said.get(name) != before.get(name) for name in AIM):
        said["tilt"] = None
    tilt = said.get("tilt")
    model = models.model(text(said.get("model"), 64))
    mount = models.mount(text(said.get("mount", "own"), 64))
    narrow, wide = model.hfov
    hfov = number(said.get("hfov", (narrow + wide) / 2), _("The angle of view"), 0.0, FULL_TURN)
    if "hfov" in given and not narrow <= hfov <= wide:
        spoken = {"least": speech.number(narrow), "most": speech.number(wide)}
        raise BadInput(_("This model sees %(least)s to %(most)s degrees wide.") % spoken)
    return {
        "model": said["model"],
        "mount": said.get("mount", "own"),
        "point": point(said.get("point")),
        "azimuth": number(said.get("azimuth", 0.0), _("The direction"), -FULL_TURN, 2 * FULL_TURN) % FULL_TURN,
        "hfov": min(max(hfov, narrow), wide),
        "height_m": number(said.get("height_m", mount.height_m), _("The height"), LOWEST_M, HIGHEST_M),
        "tilt": None if tilt is None else number(tilt, _("The tilt"), 0.0, STRAIGHT_DOWN),
        "place": text(said.get("place", ""), LONGEST_PLACE),
    }


def scenario(given: Values) -> dict[str, Any]:
    """The fields of a scenario that are given: name, quality, archive_days, setup. Raises BadInput."""
    checks = {"name": name, "quality": quality, "archive_days": days, "setup": setup}
    if strange := [field for field in given if field not in checks]:
        raise BadInput(_("A scenario has no %(field)s here.") % {"field": str(strange[0])[:40]})
    return {field: checks[field](value) for field, value in given.items()}


def name(given: Any) -> str:
    found = text(given, LONGEST_NAME).strip()
    if not found:
        raise BadInput(_("A scenario needs a name."))
    return found


def quality(given: Any) -> str:
    """A class of the city's edition, "" for seen at all."""
    code = text(given, Visibility._meta.get_field("quality").max_length or 0)
    return quality_named(code).name if code else ""


def days(given: Any) -> int:
    return int(number(given, _("The days of the archive"), 0, LONGEST_ARCHIVE))


def setup(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise BadInput(_("A JSON object is expected."))
    plain(given)
    if len(orjson.dumps(given)) > MOST_SETUP_BYTES:
        raise BadInput(_("What was sent is larger than %(kb)s kB.") % {"kb": speech.number(MOST_SETUP_BYTES // 1_000)})
    wishes.of(given)
    return given


def number(given: Any, what: str, least: float, most: float) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        raise BadInput(_("%(what)s is a number.") % {"what": what})
    if not least <= given <= most:
        spoken = {"what": what, "least": speech.number(least), "most": speech.number(most)}
        raise BadInput(_("%(what)s lies between %(least)s and %(most)s.") % spoken)
    return float(given)


def text(given: Any, most: int) -> str:
    if not isinstance(given, str) or len(given) > most or "\x00" in given:
        raise BadInput(_("A text of at most %(most)s letters is expected.") % {"most": speech.number(most)})
    return given


def point(given: Any) -> Point:
    """A point of the store; raises BadInput for one outside the city and its margin."""
    if not isinstance(given, list | tuple) or len(given) != 2:
        raise BadInput(_("A point is longitude and latitude."))
    lon, lat = number(given[0], _("The longitude"), -180, 180), number(given[1], _("The latitude"), -90, 90)
    found = Point(lon, lat, srid=4326)
    if not City.objects.filter(near__intersects=found).exists():
        raise BadInput(_("This place is outside the city."))
    return found

"""What is to be seen: incidents of a question, where they would be looked at, and whether a camera sees them today."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import shapely
from django.db import transaction

from etl.derive.coverage import points
from etl.derive.metric import srid
from etl.load.statements import execute
from gis_app.findings.demand import Rules
from gis_app.findings.metric import Metric
from gis_app.findings.placements.parameters import Asked
from gis_app.findings.queries import seen
from gis_app.incidents.filters import Filters
from gis_app.incidents.models import Crime, Incident, RoadAccident
from gis_app.incidents.queries import filtered, not_placed, visible_to
from gis_app.people.models import User
from gis_app.places.models import City

MODELS: dict[str, type[Incident]] = {"crimes": Crime, "accidents": RoadAccident}
YEARS_BEFORE = 4
A_DAY = timedelta(days=1)
TAKEN = "SELECT measure, record, weight, ST_X(point), ST_Y(point) FROM demand_point WHERE weight > 0 ORDER BY id"


@dataclass(frozen=True)
class Incidents:
    """Exactly placed incidents that weigh something, arrays of one length: `spot` is the place (a position in `lon`,
    `lat`, several incidents have one), `day` numpy days. `inexact` and `unplaced` count those of the period left out.
    """

    lon: np.ndarray
    lat: np.ndarray
    spot: np.ndarray
    weight: np.ndarray
    day: np.ndarray
    kind: np.ndarray
    inexact: int
    unplaced: int

    def summed(self, begin: date, end: date, values: np.ndarray | None = None) -> np.ndarray:
        """By place: the weight of the incidents of these days, `end` not among them; or the sum of other values."""
        of = self.within(begin, end)
        amounts = self.weight if values is None else values
        return np.bincount(self.spot[of], amounts[of], minlength=len(self.lon))

    def within(self, begin: date, end: date) -> np.ndarray:
        return (self.day >= np.datetime64(begin)) & (self.day < np.datetime64(end))


def incidents(asked: Asked, by: User, city: City, rules: Rules) -> Incidents:
    """The incidents that the person may see of the question's kinds and areas, from four years before its period on.

    Raises BadFilter for an area that is none.
    """
    begin, end = asked.demand.from_, asked.demand.to
    early = years_before(end, YEARS_BEFORE + 1)
    known = {layer: _known(layer, asked, by, min(early, begin)) for layer in asked.demand.layers}
    with transaction.atomic():
        execute("SET LOCAL jit = off")
        points.gather_incidents(points.Taken(min(early, begin), end, city.timezone, srid(city)), rules)
        rows = execute(TAKEN)
        execute("DROP TABLE demand_point, demand_way")
    found = [(*known[layer][record], *rest) for layer, record, *rest in rows if record in known.get(layer, ())]
    day, kind, weight, lon, lat = zip(*found, strict=True) if found else ((),) * 5
    places, spot = np.unique(np.array([lon, lat], dtype=float), axis=1, return_inverse=True)
    period = _filters(asked, begin)
    asked_for = [filtered(visible_to(by, MODELS[layer]), period) for layer in asked.demand.layers]
    return Incidents(
        lon=places[0],
        lat=places[1],
        spot=spot.reshape(-1),
        weight=np.array(weight, dtype=float),
        day=np.array(day, dtype="datetime64[D]"),
        kind=np.array(kind, dtype=object),
        inexact=sum(rows.exclude(place_precision__in=rules.precise).count() for rows in asked_for),
        unplaced=sum(not_placed(by, layer, period).count() for layer in asked.demand.layers),
    )


def _known(layer: str, asked: Asked, by: User, begin: date) -> dict[int, tuple[Any, str]]:
    rows = filtered(visible_to(by, MODELS[layer]), _filters(asked, begin))
    return {pk: (day, kind) for pk, day, kind in rows.order_by().values_list("pk", "day", "kind").iterator()}


def _filters(asked: Asked, begin: date) -> Filters:
    demand = asked.demand
    return Filters(from_=begin, to=demand.to, kinds=tuple(demand.kinds), areas=tuple(demand.areas))


def years_before(day: date, years: int) -> date:
    """The same date so many years before; of a 29 February the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def seen_today(asked: Asked, by: User, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Which places a camera of today sees at the question's class."""
    found = np.zeros(len(lon), dtype=bool)
    if asked.existing == "none" or not len(lon):
        return found
    views = seen(by, asked.quality, working=asked.existing == "working").order_by()
    tree = shapely.STRtree(shapely.points(lon, lat))
    for view in views.values_list("geometry", flat=True).iterator(chunk_size=500):
        found[tree.query(shapely.from_wkb(bytes(view.wkb)), predicate="intersects")] = True
    return found


def metres(metric: Metric, found: Incidents) -> tuple[np.ndarray, np.ndarray]:
    """Where the incidents lie, metres."""
    return metric.metres(found.lon, found.lat)

"""Why nobody sees today what a chosen camera would: the building that hides it from a camera near enough."""

from typing import Any

import numpy as np

from etl.derive.coverage.reasons import Lookout
from etl.derive.placement.choice import Field
from gis_app.findings.coverage.models import Gap
from gis_app.findings.metric import Metric
from gis_app.places.models import Building


def hidden(field: Field, rows: list[int], weights: np.ndarray, metric: Metric) -> list[dict[str, Any] | None]:
    """For each of the chosen, of the heaviest place that it is the first to see: metres to the camera, and the house.

    None where no camera of today is near enough and looks there, or where the question counts none of them.
    """
    existing = field.asked.existing
    if existing == "none" or not rows:
        return [None] * len(rows)
    lookout = Lookout.of(metric, working=existing == "working")
    x, y = metric.metres(field.found.lon, field.found.lat)
    found: list[tuple[float, int] | None] = []
    for place in heaviest(field, rows, weights):
        reason = None
        if place is not None:
            reason = lookout.why(float(x[place]), float(y[place]), field.asked.quality, seen=False)
        blocked = reason is not None and reason.why == Gap.Why.HIDDEN
        found.append((reason.metres or 0.0, reason.building or 0) if reason and blocked else None)
    houses = Building.objects.in_bulk([one[1] for one in found if one])
    return [_told(*one, houses) if one else None for one in found]


def heaviest(field: Field, rows: list[int], weights: np.ndarray) -> list[int | None]:
    """The place of most weight that each row sees and none before it; None where it adds none."""
    new, found = ~field.today, []
    for row in rows:
        places = field.views.covers[[row]].indices
        own = np.sort(places[new[places]])
        found.append(int(own[np.argmax(weights[own])]) if len(own) else None)
        new[places] = False
    return found


def _told(metres: float, number: int, houses: dict[int, Building]) -> dict[str, Any]:
    house = houses.get(number)
    return {
        "metres": round(metres, 1),
        "street": house.street if house else "",
        "number": house.number if house else "",
    }

"""What the page counts: shares of a run at a class, added up by what is asked for."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboards.coverage.address import Asked
from gis_app.findings.coverage import queries
from gis_app.findings.coverage.queries import Share
from gis_app.findings.demand import rules
from gis_app.findings.models import Run
from gis_app.incidents import queries as incidents
from gis_app.incidents.filters import Filters
from gis_app.incidents.models import Crime, RoadAccident
from gis_app.places.models import Area

MODELS: dict[str, Any] = {"crimes": Crime, "accidents": RoadAccident}
Key = tuple[str, str, int | None, int | None]


@dataclass(frozen=True)
class Figures:
    """Shares of a run by measure, group, area (its id) and hour; `areas` by id, `run` it is of."""

    run: Run
    cells: Mapping[Key, Share]
    areas: Mapping[int, Area]

    def by(self, key: Callable[[Key], Any]) -> dict[Any, Share]:
        """Shares summed over whatever `key` makes alike; cells for which it gives None are left out."""
        sums: dict[Any, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        for cell, share in self.cells.items():
            name = key(cell)
            if name is not None:
                for place, value in enumerate((share.amount, share.seen, share.twice)):
                    sums[name][place] += value
        return {name: Share(*values) for name, values in sums.items()}

    def whole(self) -> dict[str, Share]:
        return self.by(lambda cell: cell[0])


@dataclass(frozen=True)
class Apart:
    """Incidents of a layer that no share counts: their place is too coarse, or they have none at all."""

    inexact: int
    unplaced: int


def figures(user: Any, of: Run, asked: Asked) -> Figures:
    """The shares of a run that the address asks for."""
    districts = {area.pk: area for area in Area.objects.filter(kind=Area.Kind.DISTRICT).defer("shape", "raw")}
    chosen = queries.Asked(asked.quality, asked.working, of_area(asked.area))
    cells: Any = queries.shares(user, of, chosen, "group", "area", "hour")
    return Figures(of, cells, districts)


def of_area(code: str) -> tuple[int, ...]:
    """The ids of the district with a code; () for the whole city, one that nobody has for a code that is none."""
    if not code:
        return ()
    found = Area.objects.filter(kind=Area.Kind.DISTRICT, code=code).values_list("pk", flat=True)
    return tuple(found) or (0,)


def period(of: Run) -> tuple[date, date]:
    """The first day of the run's incidents, and the one after the last."""
    return date.fromisoformat(of.parameters["from"]), date.fromisoformat(of.parameters["to"])


def apart(user: Any, of: Run, asked: Asked, layer: str) -> Apart:
    begin, end = period(of)
    filters = Filters(from_=begin, to=end, areas=(asked.area,) if of_area(asked.area) not in ((), (0,)) else ())
    rows = incidents.filtered(incidents.visible_to(user, MODELS[layer]), filters)
    inexact = rows.exclude(place_precision__in=rules().precise).count()
    return Apart(inexact, incidents.not_placed(user, layer, filters).count())

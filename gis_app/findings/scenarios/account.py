"""What a scenario comes to: how much it sees beside today, what each camera adds, what it costs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely

from gis_app.findings.camera_models import Catalogue, catalogue
from gis_app.findings.metric import Metric
from gis_app.findings.queries import edition
from gis_app.findings.scenarios import demand, gains, seeing
from gis_app.findings.scenarios.bill import Bill, bill, cost
from gis_app.findings.scenarios.demand import INCIDENTS, Points
from gis_app.findings.scenarios.models import Scenario, ScenarioCamera
from gis_app.findings.scenarios.queries import quality as quality_of
from gis_app.findings.scenarios.seeing import Pose

TWICE = "twice"


@dataclass(frozen=True)
class Figure:
    """How many of one measure are seen, of how many, and how many today; `twice` counts incidents seen by two."""

    code: str
    seen: int
    of: int
    today: int


@dataclass(frozen=True)
class Added:
    """What a camera adds to those before it: incidents of the period by measure and kind, what it costs, and sums.

    `gain` is the weight of the incidents, `count` their number; `all_gain` and `all_cost` are of it and those before.
    """

    camera: ScenarioCamera
    kinds: dict[str, int]
    count: int
    gain: float
    cost: float
    all_count: int
    all_cost: float


@dataclass(frozen=True)
class Account:
    """Figures are empty before coverage was computed; `made` is the day of it."""

    figures: tuple[Figure, ...]
    added: tuple[Added, ...]
    bill: Bill
    made: date | None


def zones_of(cameras: Sequence[ScenarioCamera], quality: str, plane: Metric) -> dict[int, shapely.Geometry]:
    """Each camera's zone at a class, in metres, by the camera's number; what sees nothing is left out.

    As stored, computed anew where that was by another edition. Raises BadInput for a model that is no more.
    """
    now = edition()
    fresh = [camera for camera in cameras if camera.edition == now]
    kept = {one.pk: zone.geometry for one in fresh for zone in one.zones.all() if zone.quality == quality}
    found = dict(zip(kept, seeing.in_metres(kept.values(), plane), strict=True)) if kept else {}
    stale = [camera for camera in cameras if camera.edition != now]
    anew = seeing.seen([Pose.of(camera) for camera in stale], now, plane)
    return found | {one.pk: zones[quality] for one, zones in zip(stale, anew, strict=True) if quality in zones}


def account(
    scenario: Scenario,
    cameras: Sequence[ScenarioCamera],
    quality: str | None = None,
    zones: Mapping[int, shapely.Geometry] | None = None,
) -> Account:
    """What the cameras come to at a class (the scenario's own), by their stored zones or the `zones` given, in metres.

    Raises BadInput where the catalogue lost one of their models.
    """
    plane, models = seeing.metric(), catalogue()
    asked = quality_of(scenario) if quality is None else quality
    points = demand.points(asked, plane)
    seen = zones_of(cameras, asked, plane) if zones is None else zones
    money = bill(cameras, scenario.archive_days, models)
    if points is None:
        return Account((), tuple(uncounted(cameras, models)), money, None)
    sets = [points.within(seen.get(camera.pk)) for camera in cameras]
    return Account(figures(points, sets), added(points, cameras, sets, models), money, points.made)


def figures(points: Points, sets: Sequence[np.ndarray]) -> tuple[Figure, ...]:
    """Each measure's figure, and that of incidents seen by two and more."""
    times = gains.times_seen(sets, points.today)
    told = [
        Figure(measure, int((times[own] > 0).sum()), int(own.sum()), int((points.today[own] > 0).sum()))
        for measure in demand.MEASURES
        if (own := points.of(measure)).any()
    ]
    own = points.of(*INCIDENTS)
    both = Figure(TWICE, int((times[own] > 1).sum()), int(own.sum()), int((points.today[own] > 1).sum()))
    return (*told, both)


def added(
    points: Points, cameras: Sequence[ScenarioCamera], sets: Sequence[np.ndarray], models: Catalogue
) -> tuple[Added, ...]:
    """The cameras in the order in which they pay most, by the weight of the incidents that none saw before."""
    unseen = (points.today == 0) & points.of(*INCIDENTS) & (points.weight > 0)
    found: list[Added] = []
    count, money = 0, 0.0
    for gain in gains.in_order(sets, unseen, points.weight):
        camera, price = cameras[gain.index], cost(cameras[gain.index], models)
        count, money = count + len(gain.points), money + price
        weight = float(points.weight[gain.points].sum())
        kinds = dict(Counter(named(points, index) for index in gain.points).most_common())
        found.append(Added(camera, kinds, len(gain.points), weight, price, count, money))
    return tuple(found)


def named(points: Points, index: int) -> str:
    """A crime's kind; an accident by its severity: accident_killed, accident_injured, accident_damage."""
    own = str(points.group[index])
    return own if points.measure[index] == "crimes" else f"accident_{own}"


def uncounted(cameras: Sequence[ScenarioCamera], models: Catalogue) -> list[Added]:
    """The cameras as they were drawn, before anything can be counted."""
    money, found = 0.0, []
    for camera in cameras:
        money += cost(camera, models)
        found.append(Added(camera, {}, 0, 0.0, cost(camera, models), 0, money))
    return found

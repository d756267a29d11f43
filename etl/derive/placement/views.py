"""What each view of each place would see: one look all round a place, then every way a camera could be turned."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree

from etl.derive.placement.places import Spots
from gis_app.devices.optics import Optics
from gis_app.findings.camera_models import Catalogue
from gis_app.findings.metric import Metric
from gis_app.findings.zones import Spot, buildings_near, near_m, reach_m
from layers.methods.visibility import View, visible_many

AT_ONCE = 200
LEAST_STEP, MOST_STEP, OFF_THE_WALL = 15.0, 45.0, 75.0
TURN = 360.0


@dataclass(frozen=True)
class Way:
    """A model set to an angle of view, aimed at the question's class: how far it reaches there, from which metre on."""

    model: str
    hfov: float
    tilt: float
    wide: float
    near: float
    far: float
    cost: float


@dataclass(frozen=True)
class Views:
    """Candidates (n,): which place, how it is equipped and turned (`azimuth` of the first head from true north)."""

    spot: np.ndarray
    way: list[Way]
    azimuth: np.ndarray
    covers: csr_matrix

    @property
    def costs(self) -> np.ndarray:
        return np.array([one.cost for one in self.way], dtype=float)


def ways(mount: str, models: Sequence[str], catalogue: Catalogue, px_per_m: float | None) -> list[Way]:
    """Every setting of every model that may hang on such a mount and shows something at that class."""
    hung, found = catalogue.mount(mount), []
    for code in models:
        model = catalogue.model(code)
        for hfov in model.settings():
            tilt = model.tilted(hfov, hung.height_m, px_per_m)
            optics = model.optics(0.0, hfov, hung.height_m, tilt)
            far, near = reach_m(optics, px_per_m), near_m(optics)
            if far > near:
                wide = min(TURN, hfov * model.heads)
                found.append(Way(code, hfov, tilt, wide, near, far, model.price + hung.price))
    return found


def views(
    spots: Spots,
    demand: tuple[np.ndarray, np.ndarray],
    models: Sequence[str],
    catalogue: Catalogue,
    metric: Metric,
    px_per_m: float | None,
    watch: Callable[[int, int], None] = lambda done, total: None,
) -> Views:
    """All views worth having: of one place none that another sees as much as for no more money.

    demand: x and y in metres. A place from which nothing is seen keeps one view that sees nothing. `watch` is told
    the places done.
    """
    tree, equipped = cKDTree(np.column_stack(demand)), {}
    for mount in dict.fromkeys(spots.mount.tolist()):
        equipped[mount] = ways(mount, models, catalogue, px_per_m)
    found: list[tuple[int, Way, float, np.ndarray]] = []
    for first in range(0, len(spots), AT_ONCE):
        watch(first, len(spots))
        part = spots.kept(slice(first, first + AT_ONCE))
        for number, seen in enumerate(_looks(part, tree, equipped, catalogue, metric)):
            place = first + number
            kept = _worth_having(seen.views(equipped[part.mount[number]], float(part.facing[number])))
            found += [(place, one.way, one.azimuth, seen.rows[one.mask]) for one in kept]
    return _table(found, len(demand[0]))


@dataclass(frozen=True)
class Seen:
    """One view of a place: which of the look's rows it sees, and the same as bits of a number."""

    way: Way
    azimuth: float
    mask: np.ndarray
    bits: int


@dataclass(frozen=True)
class Look:
    """What is visible from one place: positions in the demand, how far each lies, in which direction (true north)."""

    rows: np.ndarray
    away: np.ndarray
    bearing: np.ndarray
    turn: float

    def views(self, ways: Sequence[Way], facing: float) -> Iterator[Seen]:
        """Every way in every direction, a wall's only away from it; with which of `rows` are seen."""
        for way in ways:
            reached = (self.away >= way.near) & (self.away <= way.far)
            middles = directions(way, facing + self.turn)
            masks = np.abs((self.bearing - middles[:, None] + 180) % TURN - 180) <= way.wide / 2
            masks &= reached
            firsts = (middles - way.wide / 2 + way.hfov / 2) % TURN
            for azimuth, mask, packed in zip(firsts, masks, np.packbits(masks, axis=1), strict=True):
                yield Seen(way, float(azimuth), mask, int.from_bytes(packed.tobytes(), "big"))


def directions(way: Way, facing: float) -> np.ndarray:
    """Middles of the views worth trying, degrees; `facing` NaN for a place that is no wall."""
    if way.wide >= TURN:
        return np.zeros(1)
    step = min(MOST_STEP, max(LEAST_STEP, way.wide / 2))
    if np.isnan(facing):
        return np.arange(0, TURN, TURN / round(TURN / step))
    steps = max(1, round(2 * OFF_THE_WALL / step))
    return (facing + np.linspace(-OFF_THE_WALL, OFF_THE_WALL, steps + 1)) % TURN


def _looks(
    spots: Spots, tree: cKDTree, equipped: dict[str, list[Way]], catalogue: Catalogue, metric: Metric
) -> Iterator[Look]:
    """One look all round each place, as far as its farthest way reaches."""
    far = np.array([max((way.far for way in equipped[mount]), default=0.0) for mount in spots.mount])
    tall = [catalogue.mount(mount).height_m for mount in spots.mount]
    near = tree.query_ball_point(np.column_stack([spots.x, spots.y]), far)
    at = [number for number, rows in enumerate(near) if rows and far[number] > 0]
    seen = dict(
        zip(at, _all_round(spots.kept(np.array(at, dtype=int)), far[at], [tall[i] for i in at], metric), strict=True)
    )
    lon, lat = _degrees(spots, metric)
    turns = metric.convergence(lon, lat)
    for number, rows in enumerate(near):
        east, north = (tree.data[rows] - (spots.x[number], spots.y[number])).T if rows else (np.zeros(0), np.zeros(0))
        inside = np.zeros(len(rows), dtype=bool)
        if number in seen:
            inside = shapely.intersects_xy(seen[number], tree.data[rows])
        away = np.hypot(east, north)[inside]
        bearing = np.degrees(np.arctan2(east, north))[inside] + turns[number]
        yield Look(np.array(rows, dtype=np.int64)[inside], away, bearing, float(turns[number]))


def _all_round(spots: Spots, far: np.ndarray, tall: Sequence[float], metric: Metric) -> list[shapely.Geometry]:
    if not len(spots):
        return []
    blank = Optics(azimuths=(), hfov=TURN, width_px=1, height_px=1)
    places = [Spot(float(lon), float(lat), blank) for lon, lat in zip(*_degrees(spots, metric), strict=True)]
    circles = zip(spots.x, spots.y, far, tall, strict=True)
    given = [View(float(x), float(y), float(reach), height_m=high) for x, y, reach, high in circles]
    found = visible_many(given, buildings_near(places, metric, far.tolist()))
    shapely.prepare(found)
    return found


def _degrees(spots: Spots, metric: Metric) -> tuple[np.ndarray, np.ndarray]:
    points = metric.degrees(spots.points)
    return shapely.get_x(points), shapely.get_y(points)


def _worth_having(found: Iterator[Seen]) -> list[Seen]:
    """Without views of which another of the place sees all for no more; of equal ones the first.

    Where none sees anything one is left.
    """
    every = sorted(found, key=lambda one: (-one.bits.bit_count(), one.way.cost))
    kept: list[Seen] = []
    for one in every:
        covered = (before.way.cost <= one.way.cost and not one.bits & ~before.bits for before in kept)
        if (one.bits or not kept) and not any(covered):
            kept.append(one)
    return kept


def _table(found: list[tuple[int, Way, float, np.ndarray]], demand: int) -> Views:
    sizes = [len(rows) for _spot, _way, _azimuth, rows in found]
    indices = np.concatenate([rows for *_rest, rows in found]) if found else np.zeros(0, dtype=np.int64)
    covers = csr_matrix(
        (np.ones(len(indices), dtype=np.int8), indices, np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])),
        shape=(len(found), demand),
    )
    return Views(
        spot=np.array([spot for spot, *_rest in found], dtype=np.int64),
        way=[way for _spot, way, *_rest in found],
        azimuth=np.array([azimuth for _spot, _way, azimuth, _rows in found], dtype=float),
        covers=covers,
    )

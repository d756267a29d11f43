"""The cameras whose effect the truth tells: on the listed and the bad-year segments, all put up on one day."""

import datetime as dt

import numpy as np
import shapely

from data.demo.cameras import put_up
from data.demo.incidents.ground import along
from data.demo.incidents.programme import Sites
from data.demo.incidents.rules import FIRST, INSTALLED, month

from .buildings import Buildings
from .segments import Segments
from .watch import Stands

NAME = "programme"
HALF_WIDTH = {4: 12.0, 3: 9.5, 2: 8.0, 1: 6.0}
LONG_M = 120.0
MOVES = (0.0, 0.06, -0.06, 0.12, -0.12)
IN_STREET_M = 3.0
FIVE_YEARS = dt.timedelta(days=5 * 365)


def segments_of(ground: Segments, sites: Sites) -> np.ndarray:
    """The segment of each of the programme's cameras: one on a short segment, two on a long one."""
    chosen = np.concatenate([sites.listed, sites.bad_year])
    return np.repeat(chosen, 1 + (ground.length[chosen] > LONG_M))


def stands(ground: Segments, on: np.ndarray, built: Buildings, rng: np.random.Generator) -> Stands:
    """A camera on each of the segments `on`, at its kerb and outside walls; two of one segment look at each other."""
    second = np.concatenate([[False], on[1:] == on[:-1]])
    alone = ~second & ~np.concatenate([second[1:], [False]])
    share = np.where(alone, 0.5, np.where(second, 0.7, 0.3))
    ahead = along(ground.shapes[on], share + 0.02, np.zeros(len(on))) - along(
        ground.shapes[on], share - 0.02, np.zeros(len(on))
    )
    azimuth = np.degrees(np.arctan2(ahead[:, 0], ahead[:, 1])) + np.where(second, 180, 0)
    side = rng.choice([-1.0, 1.0], len(on))
    places = _free(_candidates(ground, on, share, side), built)
    return Stands(np.full(len(on), NAME, dtype=object), places, azimuth % 360)


def _candidates(ground: Segments, on: np.ndarray, share: np.ndarray, side: np.ndarray) -> list[np.ndarray]:
    """(n, 2) places in the order in which they are tried; the last one is in the street, where no wall is."""
    kerb = np.array([HALF_WIDTH[rank] for rank in ground.rank[on].tolist()]) + 1.2
    kerb = np.minimum(kerb, 0.45 * ground.length[on]) * side
    shapes = ground.shapes[on]
    tried = [along(shapes, share + move, turn * kerb) for move in MOVES for turn in (1, -1)]
    return [*tried, along(shapes, share, IN_STREET_M * side)]


def _free(tried: list[np.ndarray], built: Buildings) -> np.ndarray:
    """The first place of each that is in no building."""
    tree, found = shapely.STRtree(built.shapes), tried[-1].copy()
    for places in reversed(tried[:-1]):
        free = np.ones(len(places), bool)
        free[tree.query(shapely.points(places), "intersects")[0]] = False
        found[free] = places[free]
    return found


def dated(passports: list[dict[str, str]], stand: Stands, ground: Segments, sites: Sites) -> list[dict[str, str]]:
    """The passports with the programme's day; other cameras on its segments and on those that they are compared with
    were put up before the first incident."""
    known = np.concatenate([sites.listed, sites.comparison, sites.bad_year])
    near = np.isin(shapely.STRtree(ground.shapes).nearest(shapely.points(stand.places)), known)
    return [
        own | _day(own, purpose, compared)
        for own, purpose, compared in zip(passports, stand.purpose, near, strict=True)
    ]


def _day(own: dict[str, str], purpose: str, compared: bool) -> dict[str, str]:
    if purpose == NAME:
        return put_up(month(INSTALLED)) | {"connection": "integrated"}
    day = dt.datetime.strptime(own["installed"], "%d.%m.%Y").replace(tzinfo=dt.UTC).date()
    return put_up(day - FIVE_YEARS) if compared and day >= FIRST else {}


def tell(truth: dict, sites: Sites, on: np.ndarray, codes: list[list[list[str]]]) -> None:
    """Add to the truth's listed and bad-year segments the `cameras` that stand there, each its [file, code] pairs."""
    told = [*truth["listed"], *truth["bad_year"]["segments"]]
    for segment, entry in zip(np.concatenate([sites.listed, sites.bad_year]), told, strict=True):
        entry["cameras"] = [codes[index] for index in np.flatnonzero(on == segment)]

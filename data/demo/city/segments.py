"""Street segments as plain arrays: what the process of incidents needs to know of the ground."""

from dataclasses import dataclass

import numpy as np
import shapely

from .blocks import Block
from .buildings import Buildings
from .districts import District, district_of
from .network import Network
from .streets import Streets

RANK = {"trunk": 4, "primary": 4, "secondary": 3, "tertiary": 2, "residential": 1, "living_street": 1}
TRAFFIC = {
    "trunk": 26_000,
    "primary": 18_000,
    "secondary": 9_000,
    "tertiary": 4_500,
    "residential": 900,
    "living_street": 500,
}
USES = ("old", "centre", "flats", "towers", "villas", "industry", "park", "field")


@dataclass(frozen=True)
class Segments:
    """Streets between junctions; arrays of length n unless said.

    `shapes` LineStrings in local metres; `length` m; `rank` 1 to 4; `traffic` vehicles a day; `use` one of USES, of the
    land around; `street` number of its street, `names` their Russian names by that number, "" without one;
    `district` index; `people` who live along it; `ends` (n, 2) junction numbers; `junctions` (m, 2) places;
    `degree` (m,) streets that meet there.
    """

    shapes: np.ndarray
    length: np.ndarray
    rank: np.ndarray
    traffic: np.ndarray
    use: np.ndarray
    street: np.ndarray
    names: list[str]
    district: np.ndarray
    people: np.ndarray
    ends: np.ndarray
    junctions: np.ndarray
    degree: np.ndarray


def segments(
    laid: Streets, made: list[Block], built: Buildings, areas: list[District], rng: np.random.Generator
) -> Segments:
    chosen = np.flatnonzero(laid.street >= 0)
    whole: Network = laid.network.kept(chosen)
    kinds = whole.kinds()
    middles = shapely.line_interpolate_point(whole.shapes, 0.5, normalized=True)
    places = shapely.get_coordinates(middles)
    people = np.bincount(built.segment, built.people, minlength=len(laid.network.shapes))[chosen]
    used, numbers = np.unique(whole.ends, return_inverse=True)
    traffic = np.array([TRAFFIC[kind] for kind in kinds]) * rng.lognormal(0, 0.35, len(kinds)) * _pull(places)
    return Segments(
        whole.shapes,
        shapely.length(whole.shapes),
        np.array([RANK[kind] for kind in kinds]),
        np.round(traffic).astype(int),
        _uses(laid, middles),
        laid.street[chosen],
        [names["ru"] if names else "" for names in laid.names],
        np.maximum(district_of(areas, places), 0),
        people.astype(int),
        numbers.reshape(-1, 2),
        whole.nodes[used],
        whole.degree()[used],
    )


def _pull(places: np.ndarray) -> np.ndarray:
    """More traffic near the middle: from 1.3 there to 0.7 at the edge."""
    away = np.hypot(*places.T)
    return 1.3 - 0.6 * away / max(float(away.max()), 1.0)


def _uses(laid: Streets, middles: np.ndarray) -> np.ndarray:
    tree = shapely.STRtree([quarter.land for quarter in laid.quarters])
    use = np.array([quarter.use for quarter in laid.quarters], dtype=object)[tree.nearest(middles)]
    return np.where(use == "water", "field", use)

"""The cameras as they stand in the city, before any department lists them."""

from dataclasses import dataclass, fields

import numpy as np
import shapely

from data.demo.cameras import passport

from .addressed import Addressed
from .blocks import Block
from .buildings import Buildings
from .greens import Greens
from .lines import HALF_WIDTH
from .streets import Streets
from .strokes import directions

SHARES = {"road": 0.34, "school": 0.15, "park": 0.07, "centre": 0.17, "yard": 0.19, "industry": 0.08}
ON_BLOCKS = {
    "school": ("school", "kindergarten"),
    "centre": ("old", "centre", "marketplace"),
    "yard": ("flats", "towers"),
    "industry": ("industry",),
}


@dataclass(frozen=True)
class Stands:
    """Cameras: `purpose` (n,), `places` (n, 2) local metres, `azimuth` (n,) degrees."""

    purpose: np.ndarray
    places: np.ndarray
    azimuth: np.ndarray


def joined(one: Stands, other: Stands) -> Stands:
    """The one's cameras, then the other's."""
    return Stands(*(np.concatenate([getattr(part, each.name) for part in (one, other)]) for each in fields(Stands)))


def stands(laid: Streets, made: list[Block], built: Buildings, green: Greens, water, count: int, rng) -> Stands:
    """`count` cameras outside walls and water, by the shares of each purpose."""
    counts = {purpose: round(share * count) for purpose, share in SHARES.items()}
    counts["road"] += count - sum(counts.values())
    tree = shapely.STRtree(built.shapes)
    parts = []
    for purpose, wanted in counts.items():
        many = 3 * wanted + 60
        if purpose == "road":
            places, azimuth = _at_junctions(laid, many, rng)
        elif purpose == "park":
            places, azimuth = _at_paths(green, many, rng)
        else:
            places, azimuth = _on_walls(made, built, ON_BLOCKS[purpose], many, rng)
        free = ~shapely.contains_xy(water, places[:, 0], places[:, 1])
        free[np.unique(tree.query(shapely.points(places), "intersects")[0])] = False
        chosen = np.flatnonzero(free)[:wanted]
        parts.append((np.full(len(chosen), purpose, dtype=object), places[chosen], azimuth[chosen]))
    purposes, places, azimuth = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Stands(purposes, places, azimuth % 360)


def _at_junctions(laid: Streets, count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Poles at the corners of large junctions, looking along one of the streets."""
    whole = laid.network.kept(laid.street >= 0)
    rank = np.array(
        [{"trunk": 4, "primary": 5, "secondary": 3, "tertiary": 2}.get(kind, 0.25) for kind in whole.kinds()]
    )
    busy = np.zeros(len(whole.nodes))
    np.add.at(busy, whole.ends.ravel(), np.repeat(rank, 2))
    busy[whole.degree() < 3] = 0
    chosen = rng.choice(len(whole.ends) * 2, count, p=_shares((busy[whole.ends] * rank[:, None]).ravel()))
    segment, end = chosen // 2, chosen % 2
    way = directions(whole)[segment, end]
    aside = np.column_stack([-way[:, 1], way[:, 0]]) * rng.choice([-1, 1], (count, 1))
    width = np.array([HALF_WIDTH[kind] for kind in whole.kinds()])[segment, None]
    places = whole.nodes[whole.ends[segment, end]] + way * (width + 7) + aside * (width + 1.2)
    return places, np.degrees(np.arctan2(way[:, 0], way[:, 1])) + rng.choice([0, 180], count)


def _at_paths(green: Greens, count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    paths = np.array(green.paths, dtype=object)[rng.integers(0, len(green.paths), count)]
    share = rng.uniform(0.05, 0.9, count)
    here = shapely.get_coordinates(shapely.line_interpolate_point(paths, share, normalized=True))
    there = shapely.get_coordinates(shapely.line_interpolate_point(paths, share + 0.08, normalized=True))
    way = there - here
    return here + np.column_stack([-way[:, 1], way[:, 0]]) / np.maximum(np.hypot(*way.T), 0.1)[
        :, None
    ] * 2.5, np.degrees(np.arctan2(way[:, 0], way[:, 1]))


def _on_walls(made: list[Block], built: Buildings, uses: tuple, count: int, rng) -> tuple[np.ndarray, np.ndarray]:
    """Half a metre before a wall of a larger building, looking away from it."""
    fits = np.isin([made[number].use for number in built.block], uses) & (shapely.area(built.shapes) > 150)
    chosen = built.shapes[np.flatnonzero(fits)[rng.integers(0, fits.sum(), count)]]
    outer = shapely.get_exterior_ring(chosen)
    at = rng.uniform(0.02, 0.97, count) * shapely.length(outer)
    here = shapely.get_coordinates(shapely.line_interpolate_point(outer, at))
    there = shapely.get_coordinates(shapely.line_interpolate_point(outer, at + 0.5))
    way = (there - here) / np.maximum(np.hypot(*(there - here).T), 1e-6)[:, None]
    out = np.column_stack([way[:, 1], -way[:, 0]])
    out = np.where(shapely.is_ccw(outer)[:, None], out, -out)
    return here + 0.5 * out, np.degrees(np.arctan2(out[:, 0], out[:, 1])) + rng.uniform(-30, 30, count)


def _shares(weights: np.ndarray) -> np.ndarray:
    return weights / weights.sum()


def passports(found: Stands, addressed: Addressed, rng: np.random.Generator) -> list[dict[str, str]]:
    """What the city's own register would say of each, in the columns of data.demo.cameras."""
    return [
        passport(number, str(purpose), place, float(azimuth), addressed, rng)
        for number, (purpose, place, azimuth) in enumerate(
            zip(found.purpose, found.places, found.azimuth, strict=True), 1
        )
    ]


def volunteers(found: Stands, rng: np.random.Generator) -> list[dict]:
    """Surveillance nodes as volunteers map them: often a direction, seldom a height."""
    nodes = []
    for purpose, place, azimuth in zip(found.purpose, found.places, found.azimuth, strict=True):
        kind = str(rng.choice(["fixed", "dome", "panning"], p=[0.7, 0.2, 0.1]))
        tags = {"man_made": "surveillance", "surveillance:type": "camera", "camera:type": kind}
        tags["surveillance"] = "public" if purpose in {"road", "park", "centre"} else "outdoor"
        if kind == "fixed" and rng.random() < 0.8:
            tags["camera:direction"] = f"{azimuth:.0f}"
        if rng.random() < 0.4:
            tags["height"] = f"{rng.uniform(3, 8):.1f}"
        nodes.append({"place": place, "tags": tags})
    return nodes

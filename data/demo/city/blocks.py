"""Blocks: the land between streets, and which of them are schools, parks and other sites."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry import Polygon

from .lines import HALF_WIDTH
from .names import Names, given, numbered
from .sizes import CitySize
from .streets import Streets

PAVEMENT = 2.0
SMALLEST = 700.0
# Site: uses of land it takes, least and largest square metres.
FITTING = {
    "hospital": (("flats", "towers"), 14_000, 60_000),
    "marketplace": (("flats", "centre", "old"), 4_000, 22_000),
    "university": (("centre",), 4_000, 20_000),
    "school": (("flats", "towers", "villas", "centre"), 8_500, 30_000),
    "kindergarten": (("flats", "towers", "villas"), 4_500, 17_000),
}
SQUARES = 0.035


@dataclass(frozen=True)
class Block:
    """Land between streets in local metres; `use` is a quarter's use or a site's kind, `zone` the quarter's use."""

    land: Polygon
    use: str
    zone: str
    quarter: int
    names: Names | None = None


def blocks(laid: Streets, water: Polygon, size: CitySize, rng: np.random.Generator) -> list[Block]:
    """All blocks that something may stand on, with sites given out evenly over the city."""
    made = plain_blocks(laid, water)
    counts = {
        "hospital": size.hospitals,
        "marketplace": size.markets,
        "university": max(1, size.hospitals // 3),
        "school": size.schools,
        "kindergarten": size.kindergartens,
    }
    for kind, count in counts.items():
        _give(made, kind, count, rng)
    return _parks(made, rng)


def plain_blocks(laid: Streets, water: Polygon) -> list[Block]:
    """Faces of the network less the streets around them and the water, in the order of their places."""
    whole = laid.network
    faces = shapely.get_parts(shapely.polygonize(whole.shapes))
    width = np.array([HALF_WIDTH[kind] for kind in whole.kinds()]) + PAVEMENT
    roads = shapely.buffer(whole.shapes, width, quad_segs=4)
    tree = shapely.STRtree(roads)
    quarters = shapely.STRtree([quarter.land for quarter in laid.quarters])
    inner = shapely.point_on_surface(faces)
    of_quarter = dict(quarters.query(inner, "within").T.tolist())
    order = np.lexsort(np.round(shapely.get_coordinates(inner), 1).T)
    wet = water.buffer(5)
    found = []
    for index in order:
        quarter = of_quarter.get(int(index))
        if quarter is None or laid.quarters[quarter].use in {"field", "water"}:
            continue
        land = shapely.difference(
            faces[index], shapely.union_all(roads[np.sort(tree.query(faces[index], "intersects"))])
        )
        parts = shapely.get_parts(land.difference(wet) if land.intersects(wet) else land)
        use = laid.quarters[quarter].use
        found += [Block(part, use, use, quarter) for part in parts if part.area > SMALLEST]
    return found


def _give(made: list[Block], kind: str, count: int, rng: np.random.Generator) -> None:
    """The kind's blocks, each as far as can be from those given before it."""
    zones, low, high = FITTING[kind]
    fits = [
        i
        for i, block in enumerate(made)
        if block.use in zones and low <= block.land.area <= high and compact(block.land)
    ]
    places = np.array([made[i].land.centroid.coords[0] for i in fits]).reshape(-1, 2)
    away = rng.uniform(1, 2, len(fits))
    for number in range(1, min(count, len(fits)) + 1):
        best = int(np.argmax(away))
        made[fits[best]] = replace(made[fits[best]], use=kind, names=numbered(kind, number))
        gone = np.hypot(*(places - places[best]).T)
        away = gone if number == 1 else np.minimum(away, gone)
        away[best] = -1


def compact(land: Polygon) -> bool:
    """Whether the land is wide enough to hold a yard."""
    return bool(land.buffer(-24).area > 0.12 * land.area)


def _parks(made: list[Block], rng: np.random.Generator) -> list[Block]:
    """Quarters of green are named parks; a few blocks of the town become squares."""
    parks, squares = given(["park"], rng), given(["square"], rng)
    named: dict[int, Names] = {}
    chance = rng.random(len(made))
    for index, block in enumerate(made):
        if block.use == "park":
            named.setdefault(block.quarter, next(parks))
            made[index] = replace(block, names=named[block.quarter])
        elif block.use in {"old", "centre", "flats", "towers"} and block.land.area < 16_000 and chance[index] < SQUARES:
            made[index] = replace(block, use="park", names=next(squares))
    return made

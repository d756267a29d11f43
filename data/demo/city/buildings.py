"""The city's buildings: put up block by block, with heights, addresses and public uses."""

from dataclasses import dataclass

import numpy as np
import shapely

from .blocks import Block
from .forms import clear
from .lots import candidates
from .names import Names, numbered
from .sizes import CitySize
from .streets import Streets

STOREY = 3.1
NO_ADDRESS = {"shed", "garages", "service", "storage_tank", "pavilion", "kiosk"}
LOW = {"industrial": (7, 15), "warehouse": (7, 13), "storage_tank": (6, 14)}
AREA_OF_A_FLAT = 64.0
# Public use, how many (of the police's count), the buildings it takes.
PUBLIC = (
    ("townhall", 0, ("commercial", "office")),
    ("theatre", 0.4, ("commercial", "office")),
    ("train_station", 0, ("office", "retail", "service")),
    ("police", 1.0, ("office", "commercial", "retail")),
    ("fire_station", 0.8, ("office", "service", "retail")),
    ("library", 1.5, ("commercial", "retail", "apartments")),
    ("clinic", 2.0, ("retail", "commercial", "apartments")),
)


@dataclass
class Buildings:
    """Parallel arrays of length n; `levels` 0 and `height` NaN where a map would not know them.

    `shapes` in local metres; `use` OSM's building value; `block` index of its block; `segment` index of the segment of
    street it faces; `number` "" without an address; `amenity` "" for most, `names` then tells its name; `people` living
    in it.
    """

    shapes: np.ndarray
    use: np.ndarray
    levels: np.ndarray
    height: np.ndarray
    block: np.ndarray
    middles: np.ndarray
    segment: np.ndarray
    number: np.ndarray
    amenity: np.ndarray
    names: dict[int, Names]
    people: np.ndarray


def buildings(
    laid: Streets, made: list[Block], size: CitySize, rail: np.ndarray, rng: np.random.Generator
) -> Buildings:
    """All buildings; none overlaps a street, the water or another. `rail` is the station's place, (2,)."""
    lots = [candidates(block, rng) for block in made]
    block = np.repeat(np.arange(len(made)), [len(lot.shapes) for lot in lots])
    shapes = np.array([shape for lot in lots for shape in lot.shapes], dtype=object)
    lands = np.array([one.land for one in made], dtype=object)
    shapely.prepare(lands)
    kept = clear(shapes, lands[block], np.array([gap for lot in lots for gap in lot.gaps]))
    use = np.array([use for lot in lots for use in lot.uses], dtype=object)[kept]
    storeys = np.array([level for lot in lots for level in lot.levels])[kept]
    shapes, block = shapes[kept], block[kept]
    middles = shapely.get_coordinates(shapely.point_on_surface(shapes))
    segment, number = addresses(laid, middles, use)
    levels, height = _heights(use, storeys, rng)
    people = _people(shapes, use, storeys, size.people)
    amenity, names = _public(made, use, block, middles, shapely.area(shapes), size, rail)
    return Buildings(shapes, use, levels, height, block, middles, segment, number, amenity, names, people)


def _heights(use: np.ndarray, storeys: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """As in real extracts: a measured height with or without storeys, storeys only, or neither."""
    height = storeys * STOREY + rng.uniform(0.6, 2.4, len(use))
    for kind, (low, high) in LOW.items():
        height = np.where(use == kind, rng.uniform(low, high, len(use)), height)
    share = rng.random(len(use))
    known = (share < 0.45) & ((storeys > 0) | np.isin(use, list(LOW)))
    return np.where(share < 0.82, storeys, 0), np.where(known, np.round(height, 1), np.nan)


def _people(shapes: np.ndarray, use: np.ndarray, storeys: np.ndarray, total: int) -> np.ndarray:
    """People by building, by its flats; together they are about the city's number."""
    flats = shapely.area(shapes) * storeys * 0.8 / AREA_OF_A_FLAT * (use == "apartments")
    weight = 2.0 * flats + 2.9 * (use == "house")
    return np.round(weight * total / max(weight.sum(), 1)).astype(int)


def addresses(laid: Streets, middles: np.ndarray, use: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The nearest named street's segment and a number: odd on its left, even on its right, rising along the street."""
    named = np.flatnonzero([street >= 0 and laid.names[street] is not None for street in laid.street])
    lines = laid.network.shapes[named]
    nearest = shapely.STRtree(lines).nearest(shapely.points(middles))
    segment = named[nearest]
    street = laid.street[segment]
    along, left = _along(laid, segment, street, middles)
    number = np.full(len(middles), "", dtype=object)
    counted = np.flatnonzero(~np.isin(use, list(NO_ADDRESS)))
    order = counted[np.lexsort((along[counted], left[counted], street[counted]))]
    key = street[order] * 2 + left[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    place = np.arange(len(order)) - np.repeat(starts, np.diff([*starts, len(order)]))
    number[order] = [str(2 * (n + 1) - left) for n, left in zip(place, left[order], strict=True)]
    return segment, number


def _along(
    laid: Streets, segment: np.ndarray, street: np.ndarray, middles: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Metres along the whole street, from its westernmost end, and 1 on its left side, else 0."""
    shapes = laid.network.shapes
    ends = np.stack([shapely.get_coordinates(shapely.get_point(shapes, at)) for at in (0, -1)], axis=1)
    way = np.zeros((len(laid.names), 2))
    turn = ends[:, 1] - ends[:, 0]
    turn = turn * np.where(turn[:, :1] < 0, -1, 1)
    known = laid.street >= 0
    np.add.at(way, laid.street[known], turn[known])
    way /= np.maximum(np.hypot(*way.T)[:, None], 1e-9)
    own = way[street]
    here = shapely.get_coordinates(
        shapely.line_interpolate_point(
            shapes[segment], shapely.line_locate_point(shapes[segment], shapely.points(middles))
        )
    )
    aside = middles - here
    left = (own[:, 0] * aside[:, 1] - own[:, 1] * aside[:, 0] > 0).astype(int)
    return np.round((middles * own).sum(axis=1), 3), left


def _public(made, use, block, middles, area, size: CitySize, rail) -> tuple[np.ndarray, dict[int, Names]]:
    """Amenities of some buildings, spread over the city, and the names of all that have one."""
    amenity, names = np.full(len(use), "", dtype=object), {}
    for kind, share, fitting in PUBLIC:
        count = max(1, round(share * size.police))
        fits = np.flatnonzero(np.isin(use, fitting) & (area > 160) & (amenity == ""))
        start = rail if kind == "train_station" else np.zeros(2)
        away = -np.hypot(*(middles[fits] - start).T)
        for number in range(1, count + 1):
            best = fits[int(np.argmax(away))]
            amenity[best], names[int(best)] = kind, numbered(kind, number)
            gone = np.hypot(*(middles[fits] - middles[best]).T)
            away = gone if number == 1 else np.minimum(away, gone)
    for index in np.flatnonzero(np.isin(use, ["school", "kindergarten", "hospital", "university"])):
        own = made[block[index]].names
        if own is not None:
            names[int(index)] = own
    return amenity, names

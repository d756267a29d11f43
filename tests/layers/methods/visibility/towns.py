"""Small invented towns, and pictures of them moved and turned."""

import numpy as np
import shapely
from shapely import Polygon
from shapely.affinity import rotate, scale, translate


def town(seed, count=40, side=240.0, *, overlapping=True):
    """Houses of odd forms, some with a yard, some overlapping; heights from 2 to 20 m, some unknown."""
    rng = np.random.default_rng(seed)
    houses = [_house(rng, side) for _ in range(count)]
    if not overlapping:
        houses = _apart(houses)
    return houses, [None if rng.random() < 0.3 else float(rng.uniform(2, 20)) for _ in houses]


def moved(shape, degrees=0.0, east=0.0, north=0.0):
    """Turned clockwise about the origin, then shifted."""
    return translate(rotate(shape, -degrees, origin=(0, 0)), east, north)


def outside(seed, houses, count, side=240.0, gap=0.2):
    """Random places that are not in a house, nor nearer than `gap` metres to one."""
    rng = np.random.default_rng(seed)
    solid = shapely.union_all(houses).buffer(gap)
    places = rng.uniform(0, side, (count * 20, 2))
    return places[~shapely.contains_xy(solid, places)][:count]


def _house(rng, side):
    wide, deep = rng.uniform(4, 25, 2)
    form = Polygon([(0, 0), (wide, 0), (wide, deep), (0, deep)])
    if rng.random() < 0.4:
        form = form.difference(
            Polygon([(wide / 2, deep / 2), (wide + 1, deep / 2), (wide + 1, deep + 1), (wide / 2, deep + 1)])
        )
    elif rng.random() < 0.3:
        form = form.difference(scale(form, 0.5, 0.5))
    return translate(rotate(form, rng.uniform(0, 90)), *rng.uniform(0, side, 2))


def _apart(houses):
    kept = []
    for house in houses:
        if not any(house.intersects(other) for other in kept):
            kept.append(house)
    return kept

"""Small things between the buildings: playgrounds, the pond, grass along the river."""

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.ops import unary_union

from .plan import Plan
from .shapes import Building, bar
from .streets import HALF_WIDTH


def playgrounds(plan: Plan, built: list[Building], rng: np.random.Generator) -> list[Polygon]:
    """One in each yard of flats that has room."""
    tree = shapely.STRtree([building.polygon for building in built])
    found = []
    for block in plan.blocks:
        if block.use != "flats":
            continue
        for _ in range(8):
            s, d = rng.uniform(*block.frame[:2]), rng.uniform(*block.frame[2:])
            ground = bar(plan.ground, s, d, rng.uniform(14, 22), rng.uniform(11, 15))
            if block.land.contains(ground) and not len(tree.query(ground.buffer(5), "intersects")):
                found.append(ground)
                break
    return found


def pond(plan: Plan) -> Polygon:
    """The town park's pond, off its paths."""
    park = next(block for block in plan.blocks if block.name == "Городской парк")
    s, d = park.middle[0], park.frame[2] + 0.27 * (park.frame[3] - park.frame[2])
    turn = np.linspace(0, 2 * np.pi, 25)[:-1]
    shore = 1 + 0.15 * np.sin(3 * turn)
    water = Polygon(plan.ground.place(s + 34 * shore * np.cos(turn), d + 17 * shore * np.sin(turn)))
    paths = [shapely.LineString(e.points).buffer(5) for e in plan.edges if e.kind == "footway"]
    left = water.intersection(park.land.buffer(-4)).difference(unary_union(paths))
    return max(getattr(left, "geoms", [left]), key=lambda part: part.area)


def banks_of_grass(plan: Plan) -> list[Polygon]:
    """Strips between the water and the embankments."""
    roads = unary_union(
        [shapely.LineString(e.points).buffer(HALF_WIDTH[e.kind]) for e in plan.edges if e.kind != "footway"]
    )
    strips = (
        plan.river.buffer(14)
        .difference(unary_union([plan.river.buffer(1), roads]))
        .intersection(plan.boundary.buffer(-2))
    )
    parts = [part.simplify(0.4) for part in getattr(strips, "geoms", [strips])]
    return [part for part in parts if part.area > 400 and not part.interiors]

"""What grows and what children play on: park paths and ponds, playgrounds, pitches, woods and meadows."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from .blocks import Block
from .buildings import Buildings
from .forms import rectangles
from .land import Land
from .quarters import angle_of
from .streets import Streets


@dataclass
class Greens:
    """All in local metres; `paths` are footways."""

    paths: list[LineString]
    ponds: list[Polygon]
    playgrounds: list[Polygon]
    pitches: list[Polygon]
    woods: list[Polygon]
    meadows: list[Polygon]
    grass: list[Polygon]
    gates: np.ndarray


def greens(land: Land, laid: Streets, made: list[Block], built: Buildings, rng: np.random.Generator) -> Greens:
    ponds = _ponds(made, built, rng)
    tree = shapely.STRtree(np.concatenate([shapely.buffer(built.shapes, 4), ponds]))
    return Greens(
        _paths(made, built, ponds, rng),
        ponds,
        _standing(made, tree, {"flats": 1, "towers": 2, "kindergarten": 1, "park": 1}, (15, 23), rng),
        _standing(made, tree, {"school": 1, "park": 1}, (46, 74), rng),
        *_outskirts(land, laid, rng),
        _banks(land, laid),
        _gates(made, laid),
    )


def _standing(made: list[Block], tree: shapely.STRtree, wanted: dict[str, int], side: tuple, rng) -> list[Polygon]:
    """Rectangles on free ground, at most so many a block of each use."""
    found: list[Polygon] = []
    for block in made:
        if not (count := wanted.get(block.use, 0)):
            continue
        places = rng.uniform(*np.reshape(block.land.bounds, (2, 2)), (24, 2))
        long = rng.uniform(*side)
        tries = rectangles(places, long, long * 0.62, angle_of(block.land))
        free = shapely.contains(block.land, tries)
        free[np.unique(tree.query(tries, "intersects")[0])] = False
        own: list[Polygon] = []
        for shape in tries[free]:
            if len(own) < count and not any(shape.intersects(other) for other in own):
                own.append(shape)
        found += own
    return found


def _ponds(made: list[Block], built: Buildings, rng: np.random.Generator) -> list[Polygon]:
    """A pond in each large park."""
    houses = shapely.STRtree(built.shapes)
    found = []
    for block in made:
        if block.use != "park" or block.land.area < 60_000:
            continue
        middle = rng.uniform(-0.1, 0.1, 2) * np.sqrt(block.land.area) + np.array(block.land.centroid.coords[0])
        turn = np.linspace(0, 2 * np.pi, 41)[:-1]
        r = 0.13 * np.sqrt(block.land.area) * (1 + 0.2 * np.sin(2 * turn + middle[0]) + 0.12 * np.sin(3 * turn))
        pond = Polygon(np.column_stack([middle[0] + 1.3 * r * np.cos(turn), middle[1] + 0.8 * r * np.sin(turn)]))
        if block.land.buffer(-15).contains(pond) and not len(houses.query(pond.buffer(3), "intersects")):
            found.append(pond)
    return found


def _paths(made: list[Block], built: Buildings, ponds: list[Polygon], rng: np.random.Generator) -> list[LineString]:
    """Straight and winding paths between the corners and sides of parks, around ponds and houses."""
    solid = shapely.union_all([*ponds, *built.shapes[built.use == "pavilion"]]).buffer(4)
    found: list[LineString] = [LineString(pond.buffer(9).exterior) for pond in ponds]
    for block in made:
        if block.use != "park":
            continue
        gates = shapely.get_coordinates(
            shapely.line_interpolate_point(
                block.land.exterior, rng.uniform(0, 0.12) + np.arange(0, 1, 0.125), normalized=True
            )
        )
        middle = np.array(block.land.centroid.coords[0])
        lines = []
        for number, gate in enumerate(gates[: 8 if block.land.area > 60_000 else 4]):
            t = np.linspace(0, 1, 14)[:, None]
            way = gate + (middle - gate) * t
            out = np.array([middle[1] - gate[1], gate[0] - middle[0]])
            lines.append(LineString(way + out * 0.07 * np.sin(np.pi * t) * (-1) ** number))
        if block.land.area > 60_000:
            lines.append(
                LineString(block.land.buffer(-40, quad_segs=4).simplify(3).exterior)
                if block.land.buffer(-40).geom_type == "Polygon" and not block.land.buffer(-40).is_empty
                else lines[0]
            )
        walk = shapely.intersection(shapely.union_all(lines), block.land).difference(solid)
        found += [
            part
            for part in shapely.get_parts(shapely.line_merge(walk))
            if part.geom_type == "LineString" and part.length > 8
        ]
    return found


def _outskirts(land: Land, laid: Streets, rng: np.random.Generator) -> tuple[list[Polygon], list[Polygon]]:
    """Woods and meadows beyond the town, off the roads and the water."""
    whole = laid.network
    fields = shapely.union_all([quarter.land for quarter in laid.quarters if quarter.use == "field"])
    fields = fields.difference(land.built().buffer(25)).buffer(-8)
    roads = shapely.buffer(whole.shapes[shapely.intersects(whole.shapes, fields)], 20)
    free = fields.difference(shapely.union_all([*roads, land.river().buffer(20)]))
    woods = _blobs(land, free, rng, 22, (0.1, 0.24))
    return woods, _blobs(land, free.difference(shapely.union_all(woods).buffer(10)), rng, 20, (0.08, 0.2))


def _blobs(land: Land, free, rng: np.random.Generator, count: int, radius: tuple[float, float]) -> list[Polygon]:
    shapes = []
    for turn in np.linspace(0, 2 * np.pi, count, endpoint=False) + rng.uniform(0, 0.3, count):
        reach, r0 = land.radius * rng.uniform(1.02, 1.36), land.radius * rng.uniform(*radius)
        middle = land.turned(np.array([1.1 * reach * np.cos(turn)]), np.array([0.92 * reach * np.sin(turn)]))[0]
        around = np.linspace(0, 2 * np.pi, 60)[:-1]
        waves = 0.2 * np.sin(3 * around + turn * 5) + 0.1 * np.sin(7 * around + turn) + 0.05 * np.sin(13 * around)
        shapes.append(Polygon(middle + (r0 * (1 + waves) * np.array([np.cos(around), np.sin(around)])).T))
    parts = shapely.get_parts(shapely.intersection(shapely.union_all(shapely.buffer(shapes, 0)), free))
    return [part.simplify(2) for part in parts if part.geom_type == "Polygon" and part.area > 5000]


def _banks(land: Land, laid: Streets) -> list[Polygon]:
    """Grass between the water and the embankments, and on the island."""
    streets = laid.network.kept(~laid.network.is_kind("bank"))
    near = streets.shapes[shapely.intersects(streets.shapes, land.river().buffer(60))]
    strip = land.river().buffer(20).difference(shapely.union_all([land.river().buffer(2), *shapely.buffer(near, 13)]))
    parts = shapely.get_parts(strip.intersection(land.edge().buffer(-5)))
    return [part.simplify(0.5) for part in parts if part.geom_type == "Polygon" and part.area > 300]


def _gates(made: list[Block], laid: Streets) -> np.ndarray:
    """A gate in the fence of each school and kindergarten, (n, 2), where the nearest street comes closest."""
    grounds = np.array([block.land for block in made if block.use in {"school", "kindergarten"}], dtype=object)
    streets = laid.network.shapes[laid.network.is_kind("residential", "living_street", "tertiary", "secondary")]
    nearest = streets[shapely.STRtree(streets).nearest(grounds)]
    middles = shapely.line_interpolate_point(nearest, 0.5, normalized=True)
    fences = shapely.boundary(grounds)
    at = shapely.line_interpolate_point(fences, shapely.line_locate_point(fences, middles))
    return shapely.get_coordinates(at)

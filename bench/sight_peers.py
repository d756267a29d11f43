"""The peers of our visibility: shadows cut by Shapely, `pysovist`, and CGAL through `pyvispoly`, on the same cameras.

They run in an environment of their own, where this file is the program: all contenders in one process, round by round.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Point, Polygon, box

from layers.methods.visibility import Buildings, View, visible_many

PACKAGES = ("numpy==2.4.6", "shapely==2.2.0", "pysovist==0.3.0", "pyvispoly==0.3.1", "dask-geopandas==0.5.0")
ROOT = Path(__file__).resolve().parents[1]
OURS = "ours"
CAMERAS, ROUNDS, REACH = 100, 3, 100.0
PATIENCE_S = 900
Places = NDArray[np.float64]


def run(folder: Path, houses: NDArray[np.object_], all_places: Places) -> dict[str, dict[str, float]]:
    """Rows by contender, and ours by Dask with one process and two.

    Raises OSError or subprocess.SubprocessError where the peers can't be had or broke off.
    """
    made = folder / "peers"
    uv = str(Path(sys.executable).with_name("uv"))
    quiet: dict[str, Any] = {"check": True, "cwd": ROOT, "capture_output": True, "timeout": PATIENCE_S}
    subprocess.run([uv, "venv", "-q", "--python", sys.executable, str(made)], **quiet)
    python = str(made / "bin" / "python")
    subprocess.run([uv, "pip", "install", "-q", "--python", python, "--only-binary", ":all:", *PACKAGES], **quiet)
    town, alone = folder / "town.npz", {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    np.savez(town, houses=shapely.to_wkb(houses), places=all_places[-CAMERAS:], all_places=all_places)
    programs = (Path(__file__), Path(__file__).with_name("sight_country.py"))
    told = [subprocess.run([python, str(program), str(town)], env=alone, **quiet).stdout for program in programs]
    return {name: row for text in told for name, row in json.loads(text).items()}


def main(path: Path) -> dict[str, dict[str, float]]:
    """Every contender sees the full circle around each place; seconds are medians, areas are compared with ours."""
    with np.load(path, allow_pickle=True) as given:
        houses, places = shapely.from_wkb(given["houses"]), given["places"]
    near = _near(houses, places)
    among = Buildings(list(houses))
    views = [View(x, y, REACH) for x, y in places]
    contenders: dict[str, Callable[[], list[float]]] = {
        OURS: lambda: [seen.area for seen in visible_many(views, among)],
        "shadows cut by Shapely": lambda: _each(_shadows, places, near),
        "pysovist 0.3": lambda: _each(_pysovist, places, near),
        "CGAL by pyvispoly 0.3": lambda: _each(_cgal, places, near),
    }
    areas, seconds = {}, {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, contender in contenders.items():
            began = time.perf_counter()
            areas[name] = np.array(contender())
            seconds[name].append(time.perf_counter() - began)
    return {name: _row(seconds, areas, name) for name in contenders}


def _row(seconds: dict[str, list[float]], areas: dict[str, Places], name: str) -> dict[str, float]:
    apart = np.abs(areas[name] / areas[OURS] - 1)
    ratio = median(theirs / ours for theirs, ours in zip(seconds[name], seconds[OURS], strict=True))
    return {
        "cameras_per_s": round(len(apart) / median(seconds[name])),
        "ours_to_this": round(ratio, 1),
        "area_apart_pct": round(100 * float(np.median(apart)), 3),
        "worst_apart_pct": round(100 * float(apart.max()), 3),
    }


def _near(houses: NDArray[np.object_], places: Places) -> list[NDArray[np.object_]]:
    tree = shapely.STRtree(houses)
    return [houses[tree.query(Point(place), predicate="dwithin", distance=REACH)] for place in places]


def _each(method: Callable[..., float], places: Places, near: Sequence[NDArray[np.object_]]) -> list[float]:
    return [method(place, among) for place, among in zip(places, near, strict=True)]


def _shadows(place: Places, among: NDArray[np.object_]) -> float:
    """The disc without each house and the strips that its walls shade."""
    dark = [strip for house in among for strip in _strips(place, shapely.get_coordinates(house))]
    disc = Point(place).buffer(REACH, 32)
    return float(disc.difference(shapely.union_all([*dark, *among], grid_size=1e-6)).area)


def _strips(place: Places, corners: Places) -> list[Polygon]:
    far = corners + (corners - place) * (3 * REACH)
    return [Polygon([a, b, d, c]) for a, b, c, d in zip(corners, corners[1:], far, far[1:], strict=False)]


def _pysovist(place: Places, among: NDArray[np.object_]) -> float:
    import pysovist

    rings = [shapely.get_coordinates(house) for house in among]
    walls = np.concatenate([np.stack([ring[:-1], ring[1:]], axis=1) for ring in rings])
    return float(pysovist.isovist(walls, place, max_distance=REACH).area)


def _cgal(place: Places, among: NDArray[np.object_]) -> float:
    """The field around, its houses as holes; cut by the disc afterwards."""
    import pyvispoly as cgal

    x, y = (float(value) for value in place)
    field = box(x - REACH - 1, y - REACH - 1, x + REACH + 1, y + REACH + 1)
    open_ = field.difference(shapely.union_all(among, grid_size=1e-6), grid_size=1e-6)
    room = next(part for part in shapely.get_parts(open_) if part.contains(Point(place)))
    room = shapely.orient_polygons(room)

    def points(ring: Any) -> list[Any]:
        return [cgal.Point(a, b) for a, b in ring.coords[:-1]]

    plan = cgal.PolygonWithHoles(points(room.exterior), [points(ring) for ring in room.interiors])
    seen = cgal.VisibilityPolygonCalculator(plan).compute_visibility_polygon(cgal.Point(x, y))
    corners = [(float(point.x()), float(point.y())) for point in seen.boundary()]
    return float(Point(place).buffer(REACH, 32).intersection(Polygon(corners)).area)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))  # noqa: T201

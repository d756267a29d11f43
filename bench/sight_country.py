"""A town's cameras by Dask, one process and two, in the environment of the peers: the same zones, how much faster."""

import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from etl.derive.country import Box, country

CRS = "EPSG:32616"
PARTS = 16
DISTANCES = (100.0, 60.0, 30.0, 15.0, 10.0, 5.0, 2.5)


@dataclass(frozen=True)
class Footprints:
    """The houses of a file, read once in each process."""

    path: str

    def __call__(self, box: Box) -> gpd.GeoDataFrame:
        west, south, east, north = box
        return _houses(self.path).cx[west:east, south:north]


@cache
def _houses(path: str) -> gpd.GeoDataFrame:
    with np.load(path, allow_pickle=True) as given:
        houses = gpd.GeoDataFrame(geometry=shapely.from_wkb(given["houses"]), crs=CRS)
    return houses.assign(height_m=np.nan)


def main(path: str) -> dict[str, dict[str, float]]:
    """Rows by number of processes; raises RuntimeError should they not agree to the last digit."""
    cameras = _cameras(path)
    told = {count: _computed(cameras, path, count) for count in (1, 2)}
    if told[1][1] != told[2][1]:
        raise RuntimeError("One process and two do not see the same.")
    return {
        f"by Dask, processes: {count}": {
            "seconds": round(seconds, 2),
            "cameras_per_s": round(len(cameras) / seconds),
            "times_one": round(told[1][0] / seconds, 2),
        }
        for count, (seconds, _zones) in told.items()
    }


def _cameras(path: str) -> gpd.GeoDataFrame:
    with np.load(path, allow_pickle=True) as given:
        places = given["all_places"]
    many = len(places)
    columns = {"near_m": 2.0, "height_m": np.nan, "distances": [DISTANCES] * many}
    sectors = [((float(number * 7 % 360), 90.0),) for number in range(many)]
    return gpd.GeoDataFrame({"sectors": sectors, **columns}, geometry=gpd.points_from_xy(*places.T), crs=CRS)


def _computed(cameras: gpd.GeoDataFrame, path: str, processes: int) -> tuple[float, Sequence[Any]]:
    """Seconds once the processes are up and have read the houses, and the zones."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        country(cameras.iloc[: 4 * PARTS], Footprints(path), parts=PARTS).compute(scheduler="processes", pool=pool)
        began = time.perf_counter()
        found = country(cameras, Footprints(path), parts=PARTS).compute(scheduler="processes", pool=pool)
        return time.perf_counter() - began, [shape.wkb for shape in found.sort_index(kind="stable").geometry]


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))  # noqa: T201

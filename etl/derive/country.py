"""What the cameras of a country see, in parts that Dask hands to any number of hosts: the very same pure methods.

Dask-GeoPandas is the optional extra `country` of pyproject.toml; only `country` needs it.
"""

from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np

from layers.methods.visibility import Buildings, View, zones_many

Box = tuple[float, float, float, float]
Near = Callable[[Box], gpd.GeoDataFrame]


def country(cameras: gpd.GeoDataFrame, buildings_in: Near, *, parts: int) -> Any:
    """The zones of all cameras as a lazy dask_geopandas.GeoDataFrame; `.compute()` it on any of Dask's schedulers.

    As `seen` for its arguments; neighbours go together. `buildings_in` is called where the part is computed: there it
    reads a store or a file, and must be picklable. Raises ImportError without the extra, ValueError as `seen`.
    """
    import dask
    import dask_geopandas

    _refuse_degrees(cameras)
    ordered = cameras.iloc[np.argsort(cameras.hilbert_distance().to_numpy(), kind="stable")]
    with dask.config.set({"dataframe.convert-string": False}):  # sectors would become text
        cut = dask_geopandas.from_geopandas(ordered, npartitions=parts, sort=False)
        return cut.map_partitions(seen, buildings_in, meta=seen(ordered.iloc[:0], buildings_in))


def seen(cameras: gpd.GeoDataFrame, buildings_in: Near) -> gpd.GeoDataFrame:
    """One row for each camera and distance: the camera's index, `distance_m`, what it sees within it.

    cameras: points in metres with `sectors`, `near_m`, `height_m` (None where unknown) as in a View, and `distances`,
    as many for each, in metres. buildings_in: the footprints that touch a box, same metres, with `height_m`.
    Raises ValueError where the coordinates are not metres.
    """
    _refuse_degrees(cameras)
    views = [
        View(point.x, point.y, max(distances), sectors, near, None if np.isnan(height) else height)
        for point, sectors, near, height, distances in zip(
            cameras.geometry,
            cameras["sectors"],
            cameras["near_m"],
            cameras["height_m"].astype(float),
            cameras["distances"],
            strict=True,
        )
    ]
    distances = cameras["distances"].tolist()
    zones = zones_many(views, distances, _among(cameras, views, buildings_in)) if views else []
    many = [len(each) for each in distances]
    return gpd.GeoDataFrame(
        {"distance_m": np.array([one for each in distances for one in each], dtype=float)},
        geometry=[zone for each in zones for zone in each],
        index=cameras.index.repeat(many),
        crs=cameras.crs,
    )


def _among(cameras: gpd.GeoDataFrame, views: list[View], buildings_in: Near) -> Buildings:
    reach = max(view.reach_m for view in views)
    west, south, east, north = map(float, cameras.total_bounds)
    found = buildings_in((west - reach, south - reach, east + reach, north + reach))
    return Buildings(found.geometry.to_numpy(), found["height_m"].astype(float).tolist())


def _refuse_degrees(cameras: gpd.GeoDataFrame) -> None:
    if cameras.crs is None or cameras.crs.is_geographic or cameras.crs.axis_info[0].unit_name != "metre":
        raise ValueError("The cameras' coordinate system must be one in metres.")

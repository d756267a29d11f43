"""The city's metric system for arrays: degrees to metres and back, and where its north is not the true one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyproj
import shapely

from gis_app.places.models import City

DEGREES = "EPSG:4326"
DEGREES_SRID = 4326


@dataclass(frozen=True)
class Metric:
    """One metric system by its name; longitude comes before latitude, east before north."""

    crs: str

    @classmethod
    def of(cls, city: City) -> "Metric":
        return cls(city.crs)

    def metres(self, lon: Any, lat: Any) -> tuple[np.ndarray, np.ndarray]:
        """East and north in metres of degrees, arrays of one length."""
        east, north = _way(DEGREES, self.crs).transform(np.asarray(lon, float), np.asarray(lat, float))
        return np.asarray(east), np.asarray(north)

    def shapes(self, shapes: Sequence[Any] | np.ndarray) -> np.ndarray:
        """Geometries in degrees, in metres."""
        return shapely.transform(np.asarray(shapes, dtype=object), _way(DEGREES, self.crs).transform, interleaved=False)

    def degrees(self, shapes: Sequence[Any] | np.ndarray) -> np.ndarray:
        """Geometries in metres, in degrees."""
        return shapely.transform(np.asarray(shapes, dtype=object), _way(self.crs, DEGREES).transform, interleaved=False)

    def convergence(self, lon: Any, lat: Any) -> np.ndarray:
        """Degrees by which the system's north lies clockwise of the true one: take it from a true azimuth."""
        factors = _north(self.crs).get_factors(np.asarray(lon, float), np.asarray(lat, float))
        return np.asarray(factors.meridian_convergence)


@cache
def _north(crs: str) -> pyproj.Proj:
    return pyproj.Proj(crs)


@cache
def _way(here: str, there: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(here, there, always_xy=True)

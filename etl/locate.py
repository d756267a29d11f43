"""Where rows lie: in the city or not, in which area, and what is wrong with a place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyproj
import shapely

from etl.city import CitySpec
from etl.clean import Cleaned, plain_code
from etl.spec import SourceSpec
from layers.methods.mistyped import READINGS

POLYGONS = shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON


@dataclass
class AreaIndex:
    """Small pieces of one kind of area's polygons in a tree, with each piece's area and each area's code.

    `names`: the area of each code and name, folded, that only one area has.
    """

    pieces: np.ndarray
    area_ids: np.ndarray
    codes: Mapping[int, str]
    names: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tree = shapely.STRtree(self.pieces)
        shapely.prepare(self.pieces)

    def find(self, points: np.ndarray) -> np.ndarray:
        """The area of each point (missing ones allowed), 0 where it lies in none; on an edge the lowest id."""
        found = np.full(len(points), np.iinfo(np.int64).max)
        at, piece = self.tree.query(points, predicate="intersects")
        np.minimum.at(found, at, self.area_ids[piece])
        return np.where(found == np.iinfo(np.int64).max, 0, found)


def locate(cleaned: Cleaned, spec: SourceSpec, city: CitySpec) -> None:
    """Say where the rows of a source of points lie; where it has only addresses, that no row has coordinates."""
    if spec.point:
        locate_points(cleaned, spec, city)
    elif spec.by_address:
        cleaned.fail("no_coordinates", np.ones(len(cleaned.frame), bool))
        cleaned.frame[["lon", "lat"]] = np.nan
        cleaned.frame["point"] = None


def locate_points(cleaned: Cleaned, spec: SourceSpec, city: CitySpec) -> None:
    """Turn the stated coordinates into `lon`, `lat` in EPSG:4326, and say what is wrong with a place.

    The reasons are tried in the order of the contract. A point outside proposes, as `proposal` and `reading`, the first
    way of misreading it that would put it in the city: turned axes, degrees and minutes typed as decimals, a lost sign.
    """
    assert spec.point is not None
    frame = cleaned.frame
    lon, lat = (_numbers(frame.pop(f"{axis}_text"), spec.point.decimal, cleaned) for axis in ("lon", "lat"))
    if spec.crs != "EPSG:4326":
        lon, lat = pyproj.Transformer.from_crs(spec.crs, 4326, always_xy=True).transform(lon, lat)
    known = np.isfinite(lon) & np.isfinite(lat)
    zero = known & (lon == 0) & (lat == 0)
    cleaned.fail("zero_coordinates", zero)
    cleaned.fail("bad_geometry", ~known | ~_on_globe(lon, lat) & ~_on_globe(lat, lon))
    inside = city.contains(lon, lat)
    turned = known & ~inside & city.contains(lat, lon)
    cleaned.fail("swapped_coordinates", turned)
    cleaned.fail("outside_city", known & ~inside & ~turned)
    cleaned.fail("whole_degrees", inside & (np.trunc(lon) == lon) & (np.trunc(lat) == lat))
    frame["lon"], frame["lat"] = lon, lat
    frame["point"] = shapely.points(np.where(inside, lon, np.nan), np.where(inside, lat, np.nan))
    _propose(frame, lon, lat, known & ~inside & ~zero, city)


def _propose(frame: pd.DataFrame, lon: np.ndarray, lat: np.ndarray, lost: np.ndarray, city: CitySpec) -> None:
    frame["proposal"], frame["reading"] = None, ""
    todo = np.flatnonzero(lost)
    for name, read in READINGS.items():
        if not todo.size:
            return
        east, north = read(lon[todo], lat[todo])
        fits = city.contains(east, north)
        frame.loc[frame.index[todo[fits]], "proposal"] = shapely.points(east[fits], north[fits])
        frame.loc[frame.index[todo[fits]], "reading"] = name
        todo = todo[~fits]


def _numbers(text: pd.Series, decimal: str, cleaned: Cleaned) -> np.ndarray:
    blank = (text == "").to_numpy()
    cleaned.fail("no_coordinates", blank)
    numbers = pd.to_numeric(text.str.replace(decimal, ".") if decimal != "." else text, errors="coerce").to_numpy(float)
    cleaned.fail("bad_geometry", ~blank & ~np.isfinite(numbers))
    return numbers


def _on_globe(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    return (np.abs(lon) <= 180) & (np.abs(lat) <= 90)


def locate_shapes(cleaned: Cleaned, shapes: list[shapely.Geometry | None], city: CitySpec) -> None:
    """Say what is wrong with each row's own polygon, and keep it as `shape`."""
    array = shapely.force_2d(np.array(shapes, dtype=object))
    missing = shapely.is_missing(array) | shapely.is_empty(array)
    cleaned.fail("no_coordinates", missing)
    sound = shapely.is_valid(array) & np.isfinite(shapely.area(array)) & np.isin(shapely.get_type_id(array), POLYGONS)
    cleaned.fail("bad_geometry", ~missing & ~sound)
    shapely.prepare(city.near)
    sound &= ~missing
    outside = sound & ~shapely.intersects(array, city.near)
    turned = np.zeros(len(array), bool)
    for index in np.flatnonzero(outside):
        turned[index] = shapely.transform(array[index], lambda xy: xy[:, ::-1]).intersects(city.near)
    cleaned.fail("swapped_coordinates", turned)
    cleaned.fail("outside_city", outside & ~turned)
    cleaned.frame["shape"] = array


def find_areas(cleaned: Cleaned, indexes: Mapping[str, AreaIndex], placed: np.ndarray) -> None:
    """Add `area_id` and `beat_id` by where the point lies, and note where the stated ones differ.

    `placed` marks the rows without a reason; only these are noted.
    """
    frame, notes = cleaned.frame, cleaned.account.notes
    for kind, column in (("district", "area"), ("beat", "beat")):
        index = indexes.get(kind)
        ids = index.find(frame["point"].to_numpy()) if index else np.zeros(len(frame), np.int64)
        frame[f"{column}_id"] = pd.Series(ids).where(ids != 0).astype("Int64")
        if index and f"stated_{column}" in frame:
            found = frame[f"{column}_id"].map({area: plain_code(code) for area, code in index.codes.items()})
            stated = frame[f"stated_{column}"]
            differs = placed & found.notna().to_numpy() & ((found != stated) & (stated != "")).to_numpy(bool)
            notes[f"stated_{column}_differs"] += int(differs.sum())
        if index and kind == "district":
            notes["in_no_area"] += int((placed & (ids == 0)).sum())

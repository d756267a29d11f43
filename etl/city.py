"""Reading `city.yml`, and the question whether a point lies in the city."""

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pyogrio
import pyproj
import shapely
import yaml
from shapely.geometry.base import BaseGeometry

from etl.errors import BadDeclaration
from gis_app.modules import MODULES
from gis_app.places.models import City

FIELDS = {"code", "name", "boundary", "margin_m", "timezone", "crs", "languages", "invented", "country", "modules"}
METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True)
class CitySpec:
    """A city as its `city.yml` declares it.

    `near` is the boundary with the margin around it, in EPSG:4326; where it crosses 180 degrees its longitudes go on
    beyond 180 instead of jumping. `country` is two letters, "" where not said; `modules` None where all are used.
    """

    code: str
    name: str
    timezone: str
    crs: str
    languages: list[str]
    margin_m: float
    boundary: BaseGeometry
    near: BaseGeometry
    invented: bool = False
    country: str = ""
    modules: tuple[str, ...] | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def contains(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Which points (arrays of degrees, NaN allowed) lie in the city or within its margin."""
        shapely.prepare(self.near)
        west, _, east, _ = self.near.bounds
        inside = shapely.intersects_xy(self.near, lon, lat)
        if east > 180:
            inside |= shapely.intersects_xy(self.near, lon + 360, lat)
        if west < -180:
            inside |= shapely.intersects_xy(self.near, lon - 360, lat)
        return inside


def read_city(path: Path) -> CitySpec:
    """The city that a `city.yml` declares.

    Raises `BadDeclaration` with one sentence: which field, what is wrong, what would be right.
    """
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadDeclaration(f"{path.name} can't be read: {error}.") from error
    if not isinstance(given, dict):
        raise BadDeclaration(f"{path.name} must be a list of 'field: value' lines.")
    missing = {"code", "name", "boundary", "timezone", "crs"} - given.keys()
    unknown = sorted(map(str, given.keys() - FIELDS))
    if missing or unknown:
        wrong = f"lacks {', '.join(sorted(missing))}" if missing else f"has unknown {', '.join(unknown)}"
        raise BadDeclaration(f"{path.name} {wrong}. Its fields are {', '.join(sorted(FIELDS))}.")
    return _checked(given, path)


def from_row(row: City) -> CitySpec:
    """The declaration that a stored city was made of."""
    return CitySpec(
        row.code,
        row.name,
        row.timezone,
        row.crs,
        row.languages,
        row.margin_m,
        shapely.from_wkb(bytes(row.boundary.wkb)),
        shapely.from_wkb(bytes(row.near.wkb)),
        row.invented,
    )


def _checked(given: dict[str, Any], path: Path) -> CitySpec:
    _refuse_odd_words(given, path)
    try:
        ZoneInfo(str(given["timezone"]))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadDeclaration(f"{path.name}: timezone {given['timezone']!r} is unknown, e.g. Asia/Almaty.") from error
    crs = _metric(str(given["crs"]), path)
    margin = given.get("margin_m", 100)
    if isinstance(margin, bool) or not isinstance(margin, int | float) or not 0 <= margin <= 50_000:
        raise BadDeclaration(f"{path.name}: margin_m is a number of metres from 0 to 50000, not {margin!r}.")
    boundary = _boundary(given["boundary"], path)
    return CitySpec(
        code=str(given["code"]),
        name=str(given["name"]),
        timezone=str(given["timezone"]),
        crs=str(given["crs"]),
        languages=[str(language) for language in given.get("languages") or ["en"]],
        margin_m=float(margin),
        boundary=boundary,
        near=widened(boundary, float(margin), crs),
        invented=bool(given.get("invented", False)),
        country=str(given.get("country", "")),
        modules=None if given.get("modules") is None else tuple(given["modules"]),
    )


def _refuse_odd_words(given: dict[str, Any], path: Path) -> None:
    languages, modules = given.get("languages"), given.get("modules")
    right = {
        "code is up to 50 letters, digits, - and _": re.fullmatch(r"[-\w]{1,50}", str(given["code"]), re.ASCII),
        "name is a text of up to 120 letters": isinstance(given["name"], str) and 0 < len(given["name"]) <= 120,
        "languages is a list, e.g. [ru, en]": languages is None
        or (isinstance(languages, list) and all(isinstance(one, str) and len(one) <= 8 for one in languages)),
        "invented is true or false": isinstance(given.get("invented", False), bool),
        "country is two letters, e.g. KZ": re.fullmatch(r"([A-Z]{2})?", str(given.get("country", ""))),
        f"modules is a list of {', '.join(MODULES)}": modules is None
        or (isinstance(modules, list) and all(one in MODULES for one in modules)),
    }
    for rule, holds in right.items():
        if not holds:
            raise BadDeclaration(f"{path.name}: {rule}, not {given.get(rule.split()[0])!r}.")


def _metric(name: str, path: Path) -> pyproj.CRS:
    try:
        crs = pyproj.CRS(name)
    except pyproj.exceptions.CRSError as error:
        raise BadDeclaration(f"{path.name}: crs {name!r} is unknown, e.g. EPSG:32643.") from error
    if not crs.is_projected or crs.axis_info[0].unit_name != "metre":
        raise BadDeclaration(
            f"{path.name}: crs {name!r} is not in metres; name the city's metric one, e.g. EPSG:32643."
        )
    return crs


def _boundary(given: Any, path: Path) -> BaseGeometry:
    if isinstance(given, list):
        return _box(given, path)
    try:
        frame = pyogrio.read_dataframe(_readable(path.parent / str(given)), columns=[])
    except Exception as error:
        raise BadDeclaration(f"{path.name}: boundary {given!r} can't be read as polygons: {error}.") from error
    if frame.crs is not None and frame.crs.to_epsg() != 4326:
        frame = frame.to_crs(4326)
    polygons = frame.geometry[frame.geometry.geom_type.isin(["Polygon", "MultiPolygon"])]
    if polygons.empty:
        raise BadDeclaration(f"{path.name}: boundary {given!r} holds no polygon.")
    united = shapely.union_all(shapely.make_valid(polygons.to_numpy()))
    west, _, east, _ = united.bounds
    return _unwrapped(united, 180.0) if west < -179.9 and east > 179.9 else united


def _readable(path: Path) -> str:
    return f"/vsigzip/{path.resolve()}" if path.suffix == ".gz" else str(path)


def _box(given: list[Any], path: Path) -> BaseGeometry:
    numbers = [float(value) for value in given if isinstance(value, int | float) and not isinstance(value, bool)]
    if len(numbers) != 4 or len(given) != 4 or not all(map(math.isfinite, numbers)):
        raise BadDeclaration(f"{path.name}: boundary is [west, south, east, north] in degrees, or a path to polygons.")
    west, south, east, north = numbers
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90 and west != east):
        raise BadDeclaration(f"{path.name}: boundary {given} is no box on the globe; it is [west, south, east, north].")
    return shapely.box(west, south, east if east > west else east + 360, north)


def widened(boundary: BaseGeometry, margin_m: float, crs: pyproj.CRS) -> BaseGeometry:
    """The boundary with a margin in metres around it, measured in the metric CRS; longitudes stay continuous.

    A country is too large for one metric CRS: where that can't hold the boundary, degrees scaled by latitude stand in.
    """
    west, south, east, north = boundary.bounds
    there = pyproj.Transformer.from_crs(4326, crs, always_xy=True)
    back = pyproj.Transformer.from_crs(crs, 4326, always_xy=True)
    fine = shapely.segmentize(boundary, max(0.01, (east - west) / 400))
    flat = shapely.transform(fine, there.transform, interleaved=False)
    if np.isfinite(shapely.get_coordinates(flat)).all():
        wide = shapely.transform(shapely.buffer(flat, margin_m), back.transform, interleaved=False)
        wide = _unwrapped(wide, (west + east) / 2)
        if np.isfinite(shapely.get_coordinates(wide)).all() and wide.is_valid and wide.buffer(1e-6).covers(boundary):
            return shapely.union(wide, boundary)
    scale = np.array([math.cos(math.radians((south + north) / 2)), 1.0])
    return shapely.transform(
        shapely.buffer(shapely.transform(boundary, lambda xy: xy * scale), margin_m / METRES_PER_DEGREE),
        lambda xy: xy / scale,
    )


def _unwrapped(shape: BaseGeometry, centre: float) -> BaseGeometry:
    def turn(xy: np.ndarray) -> np.ndarray:
        return np.column_stack([(xy[:, 0] - centre + 180) % 360 - 180 + centre, xy[:, 1]])

    return shapely.transform(shape, turn)

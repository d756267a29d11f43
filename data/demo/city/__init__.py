"""The invented city and metropolis: Stepnogorye grown, written in the formats real sources use."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from data.demo import write

from . import areas, departments, extract, reports, watch
from .addressed import Addressed
from .blocks import Block, blocks
from .buildings import Buildings, buildings
from .districts import District, districts
from .greens import Greens, greens
from .land import Land, land
from .lines import main_lines
from .segments import Segments, segments
from .sizes import CITIES, CitySize
from .streets import Streets, streets

Progress = Callable[[str, float], None]
IMPORTS = ("districts.geojson", "city.osm.pbf", *departments.FILES, *reports.FILES)
FILES = ("city.yml", *IMPORTS, "truth.json")

__all__ = ["CITIES", "FILES", "IMPORTS", "City", "CitySize", "generate", "lay_out"]


@dataclass(frozen=True)
class City:
    """All that stands in the city, in local metres."""

    land: Land
    streets: Streets
    blocks: list[Block]
    buildings: Buildings
    greens: Greens
    districts: list[District]
    segments: Segments


def lay_out(size: CitySize, seed: int) -> City:
    """The ground of the city; the same seed and size give the same."""
    ground = land(size.radius, dice(seed, 0))
    laid = streets(ground, dice(seed, 1))
    made = blocks(laid, ground.river(), size, dice(seed, 2))
    built = buildings(laid, made, size, _station(ground), dice(seed, 3))
    green = greens(ground, laid, made, built, dice(seed, 4))
    parts = districts(ground, main_lines(ground, dice(seed, 1)), built.middles, built.people, size.districts)
    return City(ground, laid, made, built, green, parts, segments(laid, made, built, parts, dice(seed, 5)))


def generate(folder: Path, *, seed: int, size: str, progress: Progress) -> dict:
    """Write the FILES into `folder`; see data.demo.generate.

    The truth has `cameras` too: {"physical": number, "same": [[[file, code], …], …]}, one a camera in several,
    and `incidents`: {"crimes", "accidents"}, see data.demo.incidents.truth.
    """
    counts = CITIES[size]
    progress("streets and buildings", 0.0)
    city = lay_out(counts, seed)
    progress("map", 0.15)
    write.city(folder / "city.yml", ("en", "ru", "uk", "kk"))
    files = {"districts.geojson": areas.write(folder / "districts.geojson", city.districts, city.buildings)}
    addressed = Addressed(city.streets, city.buildings)
    mapped = watch.volunteers(_stands(city, counts.osm_cameras, dice(seed, 6)), dice(seed, 7))
    files["city.osm.pbf"] = extract.write(
        folder / "city.osm.pbf",
        city.land,
        city.streets,
        city.blocks,
        city.buildings,
        city.greens,
        city.districts,
        mapped,
    )
    progress("cameras", 0.4)
    stand = _stands(city, counts.cameras, dice(seed, 8))
    listed, same = departments.listed(folder, stand, watch.passports(stand, addressed, dice(seed, 9)), dice(seed, 10))
    files |= listed
    told, fell = reports.write(folder, city.segments, reports.Words(addressed, city.districts), counts, seed, progress)
    files |= told
    cameras = {"physical": len(stand.places), "same": same}
    truth = {"seed": seed, "size": size, "files": files, "cameras": cameras, "incidents": fell}
    write.truth(folder / "truth.json", truth)
    progress("done", 1.0)
    return truth


def dice(seed: int, part: int) -> np.random.Generator:
    """Each part has its own generator, so that one part's change leaves the others as they were."""
    return np.random.default_rng([seed, 100 + part])


def _stands(city: City, count: int, rng: np.random.Generator) -> watch.Stands:
    return watch.stands(city.streets, city.blocks, city.buildings, city.greens, city.land.river(), count, rng)


def _station(ground: Land) -> np.ndarray:
    """Where the railway comes nearest to the middle."""
    rail = ground.railway()
    return np.array(rail.interpolate(rail.project(shapely.Point(0, 0))).coords[0])

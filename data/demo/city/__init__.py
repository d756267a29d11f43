"""The invented city and metropolis: Stepnogorye grown, written in the formats real sources use."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from data.demo import write
from data.demo.incidents.programme import Sites

from . import areas, departments, extract, programme, reports, watch
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
    main = main_lines(ground, dice(seed, 1))
    parts = districts(ground, main, laid.halving, built.middles, built.people, size.districts)
    return City(ground, laid, made, built, green, parts, segments(laid, made, built, parts, dice(seed, 5)))


def generate(folder: Path, *, seed: int, size: str, progress: Progress) -> dict:
    """Write the FILES into `folder`; see data.demo.generate.

    The truth has `cameras` too: {"physical": number, "same": [[[file, code], …], …]}, one a camera in several,
    and `incidents`: {"crimes", "accidents"}, see data.demo.incidents.truth; each listed and bad-year segment of
    `crimes.cameras` names its `cameras`, each by its [file, code] pairs.
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
    words = reports.Words(addressed, city.districts)
    told, fell, sites = reports.write(folder, city.segments, words, counts, seed, progress)
    progress("cameras", 0.9)
    listed, cameras = _cameras(folder, city, addressed, counts.cameras, sites, fell["crimes"]["cameras"], seed)
    accounts = files | listed | told
    truth = {
        "seed": seed,
        "size": size,
        "files": {name: accounts[name] for name in IMPORTS},
        "cameras": cameras,
        "incidents": fell,
    }
    write.truth(folder / "truth.json", truth)
    progress("done", 1.0)
    return truth


def _cameras(
    folder: Path, city: City, addressed: Addressed, count: int, sites: Sites, effect: dict, seed: int
) -> tuple[dict, dict]:
    """Write the departments' lists of `count` cameras and name the programme's in `effect`; (accounts, the truth)."""
    on = programme.segments_of(city.segments, sites)
    usual = _stands(city, count - len(on), dice(seed, 8))
    stand = watch.joined(usual, programme.stands(city.segments, on, city.buildings, dice(seed, 11)))
    passports = watch.passports(stand, addressed, dice(seed, 9))
    passports = programme.dated(passports, stand, city.segments, sites)
    accounts, codes = departments.listed(folder, stand, passports, dice(seed, 10))
    programme.tell(effect, sites, on, codes[len(usual.places) :])
    return accounts, {"physical": len(codes), "same": [pairs for pairs in codes if len(pairs) > 1]}


def dice(seed: int, part: int) -> np.random.Generator:
    """Each part has its own generator, so that one part's change leaves the others as they were."""
    return np.random.default_rng([seed, 100 + part])


def _stands(city: City, count: int, rng: np.random.Generator) -> watch.Stands:
    return watch.stands(city.streets, city.blocks, city.buildings, city.greens, city.land.river(), count, rng)


def _station(ground: Land) -> np.ndarray:
    """Where the railway comes nearest to the middle."""
    rail = ground.railway()
    return np.array(rail.interpolate(rail.project(shapely.Point(0, 0))).coords[0])

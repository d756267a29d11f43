"""The invented town of Stepnogorye, and the city it may be, on the high seas, in the formats real sources use."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from . import accidents, cameras, city, crimes, osm, write
from .buildings import buildings
from .city import CITIES, CitySize
from .plan import plan
from .sizes import SIZES as TOWNS
from .sizes import Size

Progress = Callable[[str, float], None]
FILES = (
    "city.yml",
    "districts.geojson",
    "town.osm.pbf",
    "cameras.csv",
    "crimes.csv",
    "accidents.geojson",
    "truth.json",
)
IMPORTS = FILES[1:-1]
SIZES: dict[str, Size | CitySize] = {**TOWNS, **CITIES}

__all__ = ["FILES", "SIZES", "Progress", "Size", "files_of", "generate", "imports_of"]


def files_of(size: str) -> tuple[str, ...]:
    """The names of all files of a place of this size."""
    return city.FILES if size in CITIES else FILES


def imports_of(size: str) -> tuple[str, ...]:
    """The names of the files to import, in this order."""
    return city.IMPORTS if size in CITIES else IMPORTS


def generate(folder: Path, *, seed: int = 1, size: str = "town", progress: Progress | None = None) -> dict:
    """Write the invented place's files into `folder` and return what truth.json says.

    The same seed and size give the same bytes. `progress(step, share)` is called with the share done, 0 to 1.
    The truth: {"seed", "size", "files": {name: account}}, where an account has read, loaded, rejected and reasons as
    an import must come to, and further counts of the file. Raises KeyError for a size that SIZES lacks.
    """
    tell = progress or (lambda step, share: None)
    folder.mkdir(parents=True, exist_ok=True)
    if size in CITIES:
        return city.generate(folder, seed=seed, size=size, progress=tell)
    tell("streets", 0.0)
    town = plan(TOWNS[size], _dice(seed, 0))
    tell("buildings", 0.2)
    built = buildings(town, _dice(seed, 1))
    write.city(folder / "city.yml")
    files = {"districts.geojson": write.districts(folder / "districts.geojson", town, built)}
    tell("map", 0.5)
    mapped = cameras.watching(town, built, _dice(seed, 2))
    files["town.osm.pbf"] = osm.write(folder / "town.osm.pbf", town, built, mapped, _dice(seed, 3))
    tell("cameras", 0.7)
    files["cameras.csv"] = _cameras(folder / "cameras.csv", cameras.cameras(town, built, _dice(seed, 4)))
    tell("crimes", 0.75)
    rows, files["crimes.csv"] = crimes.crimes(town, built, _dice(seed, 5))
    write.table(folder / "crimes.csv", crimes.COLUMNS, rows, "cp1251", ";")
    tell("accidents", 0.9)
    collection, files["accidents.geojson"] = accidents.accidents(town, built, _dice(seed, 6))
    write.geojson(folder / "accidents.geojson", collection)
    truth = {"seed": seed, "size": size, "files": files}
    write.truth(folder / "truth.json", truth)
    tell("done", 1.0)
    return truth


def _dice(seed: int, part: int) -> np.random.Generator:
    """Each part has its own generator, so that one part's change leaves the others as they were."""
    return np.random.default_rng([seed, part])


def _cameras(path: Path, rows: list[dict[str, str]]) -> dict:
    write.table(path, cameras.COLUMNS, [[row[name] for name in cameras.COLUMNS] for row in rows], "utf-8", ",")
    kinds = {kind: sum(row["type"] == kind for row in rows) for kind in cameras.OPTICS}
    return {"read": len(rows), "loaded": len(rows), "rejected": 0, "reasons": {}, "types": kinds}

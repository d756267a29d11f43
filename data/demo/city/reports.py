"""Crimes and road accidents of the city: the processes of data.demo.incidents over its streets."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from data.demo.incidents import files
from data.demo.incidents.programme import Sites

from .addressed import Addressed
from .districts import District, district_of
from .segments import Segments
from .sizes import CitySize

FILES = (*files.CRIME_FILES, "accidents.geojson")


class Words:
    """See data.demo.incidents.files.Places."""

    def __init__(self, addressed: Addressed, areas: list[District]) -> None:
        self._addressed, self._areas = addressed, areas
        self._names = np.array([area.names["ru"] for area in areas], dtype=object)

    def addresses(self, places: np.ndarray) -> np.ndarray:
        return self._addressed.all(places)

    def districts(self, places: np.ndarray) -> np.ndarray:
        return self._names[np.maximum(district_of(self._areas, places), 0)]

    def by_district(self, values: list[float]) -> dict[str, float]:
        """Values in the districts' order under their names; districts without streets have none."""
        return dict(zip(self._names.tolist(), values, strict=False))


def write(
    folder: Path, ground: Segments, words: Words, size: CitySize, seed: int, tell: Callable[[str, float], None]
) -> tuple[dict, dict, Sites]:
    """Write FILES, telling from 0.4 to 0.9; ({file: account}, the truth about incidents, where cameras were put up)."""
    told, crimes, sites = files.crimes(
        folder, ground, words, size.crimes, seed, lambda share: tell("crimes", 0.4 + 0.3 * share)
    )
    told["accidents.geojson"], accidents = files.accidents(
        folder / "accidents.geojson",
        ground,
        words,
        size.accidents,
        seed,
        lambda share: tell("accidents", 0.7 + 0.2 * share),
    )
    crimes["trends"] = words.by_district(crimes["trends"])
    return told, {"crimes": crimes, "accidents": accidents}, sites

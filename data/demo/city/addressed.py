"""The nearest address to any point of the city."""

import numpy as np
import shapely

from .buildings import Buildings
from .streets import Streets


class Addressed:
    """Every building with a number, as «street, number»."""

    def __init__(self, laid: Streets, built: Buildings) -> None:
        known = np.flatnonzero(built.number != "")
        names = [laid.names[laid.street[built.segment[index]]] for index in known]
        self.texts = np.array(
            [f"{own['ru']}, {built.number[i]}" if own else "" for i, own in zip(known, names, strict=True)],
            dtype=object,
        )
        self._tree = shapely.STRtree(shapely.points(built.middles[known]))

    def at(self, place: np.ndarray) -> str:
        return str(self.texts[self._tree.nearest(shapely.Point(place))])

    def all(self, places: np.ndarray) -> np.ndarray:
        """The addresses of (n, 2) places."""
        return self.texts[self._tree.nearest(shapely.points(places))]

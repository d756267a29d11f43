"""A synthetic city to import into: a square of crooked districts, each with enough corners to be cut into pieces."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml

WEST, SOUTH, EAST, NORTH = -88.0, 41.6, -87.5, 42.0
ACROSS, UP = 10, 8
CORNERS = 60
COLUMNS = (
    *("community", "area", "shape_area", "perimeter", "area_num_1", "area_numbe"),
    *("comarea_id", "comarea", "shape_len"),
)


def write_city(folder: Path) -> tuple[Path, Path]:
    """Write `city.yml` and its districts (80, in the form of Chicago's community areas) and return both paths."""
    districts, city = folder / "districts.geojson", folder / "city.yml"
    features = [_district(column, row) for row in range(UP) for column in range(ACROSS)]
    districts.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    declared = {
        "code": "bench",
        "name": "Bench",
        "boundary": [WEST, SOUTH, EAST, NORTH],
        "timezone": "America/Chicago",
        "crs": "EPSG:32616",
    }
    city.write_text(yaml.safe_dump(declared))
    return city, districts


def _district(column: int, row: int) -> dict:
    number = str(row * ACROSS + column + 1)
    corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1), (column, row)]
    ring = [point for a, b in pairwise(corners) for point in _edge(a, b)]
    return {
        "type": "Feature",
        "properties": dict.fromkeys(COLUMNS) | {"area_numbe": number, "community": f"DISTRICT {number}"},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }


def _edge(a: tuple[int, int], b: tuple[int, int]) -> list[list[float]]:
    """The points from corner to corner without the last; an edge between two districts waves alike for both."""
    first, last = min(a, b), max(a, b)
    along = np.linspace(0, 1, CORNERS + 1)
    wave = 0.03 * np.sin(along * 6 * np.pi) * _inner(first, last)
    straight = np.outer(1 - along, first) + np.outer(along, last)
    points = straight + np.outer(wave, [last[1] - first[1], last[0] - first[0]])
    points = points * [(EAST - WEST) / ACROSS, (NORTH - SOUTH) / UP] + [WEST, SOUTH]
    return (points if first == a else points[::-1])[:-1].tolist()


def _inner(first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether the edge lies between two districts, not on the city's border."""
    flat = first[1] == last[1]
    return 0 < first[1] < UP if flat else 0 < first[0] < ACROSS

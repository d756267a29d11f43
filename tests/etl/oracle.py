"""The counts that were taken from the real files themselves, and the cities that these are of."""

import json
from pathlib import Path

from django.contrib.gis.geos import Polygon

LOOP = Polygon.from_bbox((-87.639, 41.866, -87.606, 41.892))
BACK_BAY = {
    "code": "boston",
    "name": "Boston",
    "timezone": "America/New_York",
    "crs": "EPSG:32619",
    "languages": ["en"],
}
CHICAGO = {
    "code": "chicago",
    "name": "Chicago",
    "timezone": "America/Chicago",
    "crs": "EPSG:32616",
    "languages": ["en"],
}
RUSSIA = {
    "code": "russia",
    "name": "Russia",
    "timezone": "Europe/Moscow",
    "crs": "EPSG:3576",
    "languages": ["ru"],
}
MONTGOMERY = {
    "code": "montgomery",
    "name": "Montgomery County",
    "timezone": "America/New_York",
    "crs": "EPSG:32618",
    "languages": ["en"],
}
INGUSHETIA = {
    "code": "ingushetia",
    "name": "Ingushetia",
    "timezone": "Europe/Moscow",
    "crs": "EPSG:32638",
    "languages": ["ru"],
}


def city_file(folder: Path, declared: dict, boundary: object) -> Path:
    path = folder / "city.yml"
    path.write_text(json.dumps({**declared, "boundary": boundary}))
    return path


def balanced(account: dict) -> dict:
    """The account, its sum checked."""
    parts = sum(account[name] for name in ("loaded", "updated", "unchanged", "rejected"))
    assert account["read"] == parts
    assert account["rejected"] == sum(account["reasons"].values())
    return account


def reasons(told: dict) -> dict:
    """The oracle's coordinates as our reasons."""
    missing = told["coords"].get("missing", told["coords"].get("null", 0))
    found = {"no_coordinates": missing, "zero_coordinates": told["coords"].get("zero", 0)}
    found |= {"swapped_coordinates": told["coords"].get("swapped", 0)}
    found |= {"outside_city": told["coords"].get("out_of_bbox", 0)}
    return {name: count for name, count in found.items() if count}

"""Small files in the formats of the declared sources, and a square city in the middle of Chicago to judge them by."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from etl.spec import source

BOX = [-87.70, 41.80, -87.60, 41.90]
CITY = {
    "code": "square",
    "name": "Square",
    "timezone": "America/Chicago",
    "crs": "EPSG:32616",
    "languages": ["en"],
    "boundary": BOX,
}
HEADER = source("chicago_crimes").headers[0]
SOUND = {
    "Case Number": "HX1",
    "Date": "03/15/2014 01:30:00 PM",
    "Block": "055XX S ADA ST",
    "IUCR": "0820",
    "Primary Type": "THEFT",
    "Location Description": "STREET",
    "Arrest": "false",
    "Domestic": "false",
    "Updated On": "04/11/2014 12:40:05 AM",
    "Latitude": "41.85",
    "Longitude": "-87.65",
}


def city_file(folder: Path, **changes: Any) -> Path:
    """A `city.yml` of the square city; a change to None leaves the field out."""
    fields = {name: value for name, value in {**CITY, **changes}.items() if value is not None}
    path = folder / "city.yml"
    path.write_text(json.dumps(fields), encoding="utf-8")
    return path


def crime(number: object, **cells: str) -> dict[str, str]:
    """A row of Chicago's crimes that can be taken; `cells` change it, with `_` for a space in the column's name."""
    return {**SOUND, "ID": str(number), **{name.replace("_", " "): value for name, value in cells.items()}}


def crimes_text(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def crimes_csv(folder: Path, *rows: dict[str, str], name: str = "crimes.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(crimes_text(list(rows)).encode(encoding, "surrogateescape"))
    return path


def square(west: float, south: float, side: float = 0.02) -> list[list[list[float]]]:
    """The coordinates of a square polygon."""
    east, north = west + side, south + side
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def district(code: str, west: float, south: float, **changes: Any) -> dict[str, Any]:
    """A feature in the format of the invented city's districts; `changes` replace whole members of it."""
    properties = {"code": code, "name": f"D{code}", "name_en": f"D{code}", "population": 1000}
    geometry = {"type": "Polygon", "coordinates": square(west, south)}
    return {"type": "Feature", "properties": properties, "geometry": geometry, **changes}


def geojson(folder: Path, *features: Any, name: str = "districts.geojson") -> Path:
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return path


def balanced(account: dict[str, Any]) -> dict[str, Any]:
    """The account, its sums checked."""
    assert account["read"] == sum(account[name] for name in ("loaded", "updated", "unchanged", "rejected"))
    assert account["rejected"] == sum(account["reasons"].values())
    return account

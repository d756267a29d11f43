"""Writing the town's files, each as a real source would deliver it."""

import csv
import json
from pathlib import Path

import numpy as np
import yaml

from .ground import CRS, lonlat
from .plan import Plan
from .shapes import Building

PEOPLE = {"house": 2.9, "apartments": 2.1}
AREA_OF_A_FLAT = 62.0


def city(path: Path, languages: tuple[str, ...] = ("en", "ru")) -> None:
    """city.yml: the deployment, its boundary the districts united."""
    declared = {
        "code": "stepnogorye",
        "name": "Stepnogorye",
        "boundary": "districts.geojson",
        "margin_m": 100,
        "timezone": "Etc/GMT+2",
        "crs": CRS,
        "languages": list(languages),
        "invented": True,
    }
    path.write_text(yaml.safe_dump(declared, sort_keys=False, allow_unicode=True), encoding="utf-8")


def districts(path: Path, plan: Plan, built: list[Building]) -> dict:
    """districts.geojson; returns its counts."""
    people = population(plan, built)
    features = []
    for district, count in zip(plan.districts, people, strict=True):
        ring = lonlat(np.array(district.polygon.exterior.coords)[:-1])
        ring = np.vstack([ring, ring[:1]]).tolist()
        properties = {"code": district.code, "name": district.name, "name_en": district.name_en, "population": count}
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    geojson(path, {"type": "FeatureCollection", "features": features})
    return {"read": len(features), "loaded": len(features), "rejected": 0, "reasons": {}, "population": sum(people)}


def population(plan: Plan, built: list[Building]) -> list[int]:
    """People living in each district, from its houses and the floors of its flats."""
    counts = [0.0] * len(plan.districts)
    for building in built:
        if building.use == "house":
            counts[building.district] += PEOPLE["house"]
        elif building.use == "apartments":
            homes = building.polygon.area * (building.levels or 4) * 0.8 / AREA_OF_A_FLAT
            counts[building.district] += homes * PEOPLE["apartments"]
    return [round(count) for count in counts]


def geojson(path: Path, collection: dict) -> None:
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")


def table(path: Path, columns: list[str], rows: list[list[str]], encoding: str, separator: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows(rows)


def truth(path: Path, account: dict) -> None:
    path.write_text(json.dumps(account, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

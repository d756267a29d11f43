"""The districts' file: names in four languages and how many live there."""

from pathlib import Path

import numpy as np
import shapely

from data.demo import write as files
from data.demo.ground import lonlat

from .buildings import Buildings
from .districts import District, district_of


def write(path: Path, made: list[District], built: Buildings) -> dict:
    """Write districts.geojson; returns its account with the people counted."""
    people = population(made, built)
    features = [_feature(district, count) for district, count in zip(made, people, strict=True)]
    files.geojson(path, {"type": "FeatureCollection", "features": features})
    return {"read": len(made), "loaded": len(made), "rejected": 0, "reasons": {}, "population": sum(people)}


def population(made: list[District], built: Buildings) -> list[int]:
    """People living in each district."""
    where = district_of(made, built.middles)
    return [int(built.people[where == number].sum()) for number in range(len(made))]


def _feature(district: District, count: int) -> dict:
    own = {"code": district.code, **{f"name_{code}": name for code, name in district.names.items()}}
    rings = [ring(polygon) for polygon in shapely.get_parts(district.polygon)]
    geometry = {"type": "MultiPolygon", "coordinates": rings}
    return {"type": "Feature", "properties": own | {"population": count}, "geometry": geometry}


def ring(polygon: shapely.Polygon) -> list:
    """The polygon's rings as longitudes and latitudes."""
    return [lonlat(np.array(line.coords)).tolist() for line in (polygon.exterior, *polygon.interiors)]

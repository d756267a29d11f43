"""A scenario for GIS programs: GeoJSON, and a GeoPackage of two tables."""

from pathlib import Path

import geopandas as gpd
import orjson
import pyogrio
import shapely

from dashboards.placement.files.content import Content, about, properties
from dashboards.placement.told import geojson as rounded

CRS = "EPSG:4326"


def geojson(of: Content) -> bytes:
    """A FeatureCollection (RFC 7946): of each camera its point and, beside it, its zone."""
    features = []
    for number, one in enumerate(of.account.added, 1):
        row, zone = properties(of, number, one), of.zones.get(one.camera.pk)
        point = {"type": "Point", "coordinates": list(one.camera.point.coords)}
        features.append({"type": "Feature", "geometry": point, "properties": {"what": "camera", **row}})
        if zone is not None:
            features.append({"type": "Feature", "geometry": rounded(zone), "properties": {"what": "zone", **row}})
    told = {"type": "FeatureCollection", "name": of.row.name, "about": dict(about(of)), "features": features}
    return orjson.dumps(told)


def geopackage(path: Path, of: Content) -> None:
    """Tables `cameras` (points) and `zones` (multipolygons), both with the same columns."""
    rows = [properties(of, number, one) for number, one in enumerate(of.account.added, 1)]
    points = [shapely.Point(*one.camera.point.coords) for one in of.account.added]
    zones = [of.zones.get(one.camera.pk, shapely.MultiPolygon()) for one in of.account.added]
    said = "\n".join(f"{name}: {value}" for name, value in about(of))
    for name, shapes, kind in (("cameras", points, "Point"), ("zones", [multi(one) for one in zones], "MultiPolygon")):
        frame = gpd.GeoDataFrame(rows, geometry=shapes, crs=CRS)
        written = {"driver": "GPKG", "layer": name, "geometry_type": kind, "append": path.exists()}
        pyogrio.write_dataframe(frame, path, layer_options={"DESCRIPTION": said}, **written)


def multi(shape: shapely.Geometry) -> shapely.MultiPolygon:
    return shape if shape.geom_type == "MultiPolygon" else shapely.MultiPolygon([shape])

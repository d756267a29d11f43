"""The city's metric system as PostGIS knows it."""

import pyproj
from pyproj.aoi import AreaOfInterest
from pyproj.database import query_utm_crs_info

from gis_app.places.models import City


def srid(city: City) -> int:
    """The number of the city's own metric system; of one without a number, that of the UTM zone the city lies in.

    A number, since PostGIS looks a system that is given as text up anew for every row.
    """
    number = pyproj.CRS(city.crs).to_epsg(min_confidence=90)
    return number or _utm(city.near.extent)


def _utm(box: tuple[float, float, float, float]) -> int:
    west, south, east, north = box
    middle = ((west + east) / 2, (south + north) / 2)
    found = query_utm_crs_info(datum_name="WGS 84", area_of_interest=AreaOfInterest(*middle, *middle))
    return int(found[0].code)

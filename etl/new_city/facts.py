"""What a city's place on the globe tells, all offline: time zone, metric coordinate system, country, languages."""

from dataclasses import dataclass
from importlib import resources
from zoneinfo import available_timezones

import shapely
from babel import languages as babel
from pyproj.aoi import AreaOfInterest
from pyproj.database import query_utm_crs_info
from shapely.geometry.base import BaseGeometry
from timezonefinder import TimezoneFinder

from etl.errors import UnclearCity
from etl.sources.osm.tags import Tags

DEGREES_PER_HOUR = 15


@dataclass(frozen=True)
class Facts:
    """What `city.yml` says besides name and boundary; `country` is its two letters, "" where it is not known."""

    timezone: str
    crs: str
    country: str
    languages: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def facts_of(shape: BaseGeometry, tags: Tags, country: str = "") -> Facts:
    """Time zone and UTM zone of the city's middle; the country given, tagged, or the time zone's, and its languages.

    Raises `UnclearCity` for a country that is none.
    """
    middle = shapely.point_on_surface(shape)
    zone, warning = time_zone(middle.x, middle.y)
    code = known(country) if country else tagged(tags) or country_of(zone)
    spoken, missing = languages_of(code)
    return Facts(zone, utm(middle.x, middle.y), code, spoken, tuple(filter(None, (warning, missing))))


def time_zone(lon: float, lat: float) -> tuple[str, str]:
    """The time zone of a point and a warning: "" unless no zone of land is there and the longitude had to tell."""
    found = TimezoneFinder().timezone_at(lng=lon, lat=lat)
    if found and not found.startswith("Etc/") and found in available_timezones():
        return found, ""
    ahead = round(lon / DEGREES_PER_HOUR)
    guess = f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"
    return guess, f"No time zone is known at {lat:.3f}, {lon:.3f}: {guess} is by longitude only. Set timezone by hand."


def utm(lon: float, lat: float) -> str:
    """The UTM zone of a point, as in EPSG:32643."""
    here = AreaOfInterest(lon, lat, lon, lat)
    return f"EPSG:{query_utm_crs_info(datum_name='WGS 84', area_of_interest=here)[0].code}"


def tagged(tags: Tags) -> str:
    """The country that the boundary's own tags name, "" for none."""
    keys = ("ISO3166-1:alpha2", "ISO3166-1", "ISO3166-2", "is_in:country_code", "addr:country")
    said = (tags.get(key, "")[:2].upper() for key in keys)
    return next((code for code in said if code in territories()), "")


def territories() -> dict[str, str]:
    """The countries' names by their two letters, as the time zone database lists them."""
    return dict(line.split("\t")[:2] for line in table("iso3166.tab"))


def country_of(zone: str) -> str:
    """The country to which the time zone database gives a zone, "" for none."""
    return next((line.split("\t")[0] for line in table("zone.tab") if line.split("\t")[2] == zone), "")


def table(name: str) -> list[str]:
    text = (resources.files("tzdata.zoneinfo") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def known(country: str) -> str:
    code = country.upper()
    if code not in territories():
        raise UnclearCity(f"{country} is no country: its two letters, e.g. --country KZ.")
    return code


def languages_of(country: str) -> tuple[tuple[str, ...], str]:
    """The official languages of a country, else those in use for one; and a warning, "" where there is none."""
    spoken = babel.get_official_languages(country) or babel.get_official_languages(country, de_facto=True)
    if spoken:
        return tuple(str(code).split("_")[0] for code in spoken), ""
    return ("en",), "The city's languages are not known; en stands in. Set languages by hand, or give --country."

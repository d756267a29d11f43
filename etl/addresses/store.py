"""The gazetteer of this home's streets and buildings."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer

from etl.addresses.gazetteer import Gazetteer, Name
from gis_app.places.models import Building, Street

PERIOD = re.compile(r"(?P<since>[\d-]*)/(?P<until>[\d-]*)")


Stretch = tuple[str, dict[str, str], dict[str, str], Any]
Home = tuple[str, str, Any]


def gazetteer(crs: str) -> Gazetteer:
    """All named streets of this home with every name of theirs, all buildings with an address."""
    streets = Street.objects.exclude(name="").values_list("name", "names", "former", "shape")
    buildings = Building.objects.filter(is_part=False).exclude(street="").exclude(number="")
    return made(crs, streets, buildings.values_list("street", "number", "shape"))


def made(crs: str, streets: Iterable[Stretch], buildings: Iterable[Home]) -> Gazetteer:
    """A gazetteer of stretches (name, names by language, former names, shape) and buildings (street, number, shape).

    crs: the city's metric coordinate system; shapes are in EPSG:4326 and carry `wkb`.
    """
    metric = Transformer.from_crs(4326, crs, always_xy=True)
    found, rows, homes = Gazetteer(metric), list(streets), list(buildings)
    stretches: dict[str, list[int]] = defaultdict(list)
    for place, (name, *_) in enumerate(rows):
        stretches[name].append(place)
    shapes = in_metres([row[3] for row in rows], metric)
    for name, places in stretches.items():
        others = dict.fromkeys(other for place in places for other in other_names(rows[place][1], rows[place][2]))
        found.add_street(name, shapes[places], others)
    spots = shapely.point_on_surface(in_metres([home[2] for home in homes], metric))
    for (street, number, _), spot in zip(homes, spots, strict=True):
        found.add_building(street, number, spot)
    return found


def in_metres(shapes: list[Any], metric: Transformer) -> np.ndarray:
    """Shapes in EPSG:4326, in the metric system."""
    array = shapely.from_wkb(np.array([bytes(shape.wkb) for shape in shapes], dtype=object))
    return shapely.transform(array, metric.transform, interleaved=False)


def other_names(names: dict[str, str], former: dict[str, str]) -> Iterator[Name]:
    """Names by language, and former ones: their period, "1936/2016" with either side perhaps blank, to the names."""
    for name in names.values():
        yield Name(name)
    for period, listed in former.items():
        found = PERIOD.fullmatch(period)
        since, until = (_day(found[side]) if found else None for side in ("since", "until"))
        for name in listed.split(";"):
            yield Name(name.strip(), since, until)


def _day(text: str) -> date | None:
    """The first day of what is written: a year, a month or a day."""
    try:
        return date.fromisoformat((text + "-01-01")[:10] if len(text) == 4 else (text + "-01")[:10]) if text else None
    except ValueError:
        return None

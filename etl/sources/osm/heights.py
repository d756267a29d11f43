"""Lengths and heights as people write them. https://wiki.openstreetmap.org/wiki/Map_features/Units"""

import re

from etl.sources.osm.tags import Tags

NUMBER = r"(\d{1,9}(?:[.,]\d{1,9})?)"
METRES = re.compile(rf"{NUMBER}\s*(?:m|metres?|meters?|м)?\.?")
FEET = re.compile(rf"{NUMBER}\s*(?:'|ft\.?|feet|foot|′)\s*(?:{NUMBER}\s*(?:\"|''|in|″))?")
INCHES = re.compile(rf"{NUMBER}\s*(?:\"|''|in|″)")
FOOT_M, INCH_M = 0.3048, 0.0254
STOREY_M, ROOF_M = 3.2, 1.0


def metres(said: str) -> float | None:
    """A length in metres, or None where it can't be read; feet and inches are turned.

    >>> metres("133.5 m"), metres("86m"), metres("40'"), metres("-3"), metres("high")
    (133.5, 86.0, 12.192, None, None)
    """
    said = said.strip().lower()
    if match := METRES.fullmatch(said):
        return decimal(match[1])
    if match := FEET.fullmatch(said):
        return round(decimal(match[1]) * FOOT_M + decimal(match[2] or "0") * INCH_M, 3)
    if match := INCHES.fullmatch(said):
        return round(decimal(match[1]) * INCH_M, 3)
    return None


def count(said: str) -> float | None:
    """A number of levels, halves allowed; None where it can't be read."""
    return decimal(said) if re.fullmatch(NUMBER, said.strip()) else None


def decimal(digits: str) -> float:
    return float(digits.strip().replace(",", "."))


def building_height(tags: Tags) -> tuple[float | None, bool]:
    """Height in metres and whether it is assumed: as stated, else 3.2 m a level and 1 m of roof, else unknown."""
    height = metres(tags.get("height", ""))
    if height is not None:
        return height, False
    levels = count(tags.get("building:levels", ""))
    return (None, False) if levels is None else (round(levels * STOREY_M + ROOF_M, 2), True)


def building_base(tags: Tags) -> float | None:
    """Metres above the ground where a part begins: as stated, else from its lowest level, else unknown."""
    base = metres(tags.get("min_height", ""))
    if base is not None:
        return base
    lowest = count(tags.get("building:min_level", ""))
    return None if lowest is None else round(lowest * STOREY_M, 2)

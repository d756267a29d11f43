"""Coordinates as people type them: decimal, degrees and minutes, with or without letters, in either order."""

import re
from collections.abc import Iterator

Place = tuple[float, float]
Bounds = tuple[float, float, float, float]

LETTERS = {
    "с.ш.": "N", "ю.ш.": "S", "в.д.": "E", "з.д.": "W",
    "пн.ш.": "N", "пд.ш.": "S", "сх.д.": "E", "зх.д.": "W",
}  # fmt: skip
SIGNS = str.maketrans({"−": "-", "–": "-", "º": "°", "′": "'", "’": "'", "ʹ": "'", "″": '"', "”": '"', "“": '"'})
HALF = re.compile(
    r"(?P<before>[NSEW])?\s*(?P<sign>[+-])?(?P<degrees>\d{1,3}(?:[.,]\d{1,12})?)\s*°?"
    r"(?:\s*(?P<minutes>\d{1,2}(?:[.,]\d{1,12})?)\s*'?(?:\s*(?P<seconds>\d{1,2}(?:[.,]\d{1,12})?)\s*\"?)?)?"
    r"\s*(?P<after>[NSEW])?"
)
BETWEEN = [
    re.compile(one)
    for one in (r"\s*;\s*", r",\s+", r"\s*,\s*", r"(?<=[NSEW])[\s,]*(?=[\d+-])", r"[\s,]+(?=[NSEW]\s*\d)", r"\s+")
]
LONGEST = 80


def readings(text: str) -> list[Place]:
    """What the text may mean, as (longitude, latitude) in degrees, the likelier first; nothing for other texts.

    >>> readings("48.5 -33.25")
    [(-33.25, 48.5), (48.5, -33.25)]
    >>> readings("48°30'N 33°15'W")
    [(-33.25, 48.5)]
    """
    plain = _plain(text)
    if len(plain) > LONGEST:
        return []
    for between in BETWEEN:
        halves = [HALF.fullmatch(half) for half in between.split(plain)]
        if len(halves) == 2 and all(halves) and any(half and re.search(r"[.,°NSEW]", half[0]) for half in halves):
            return list(_read(*(_value(half) for half in halves if half)))
    return []


def place(text: str, bounds: Bounds) -> Place | None:
    """The reading that lies in the city, else the likeliest; None for what is no pair of coordinates."""
    found = readings(text)
    return next((one for one in found if inside(one, bounds)), found[0] if found else None)


def inside(place: Place, bounds: Bounds) -> bool:
    """Whether a place lies in a rectangle (west, south, east, north); west above east crosses 180°."""
    west, south, east, north = bounds
    lon, lat = place
    across = west <= lon <= east if west <= east else lon >= west or lon <= east
    return across and south <= lat <= north


def _plain(text: str) -> str:
    plain = text.strip().lower().translate(SIGNS).replace("''", '"')
    for words, letter in LETTERS.items():
        plain = re.sub(r"\s*".join(re.escape(part) + r"\.?" for part in words.split(".") if part), letter, plain)
    return plain.upper()


def _value(half: re.Match[str]) -> tuple[float, str]:
    """Degrees and the letter that stood before or after them."""
    degrees, minutes, seconds = (
        float((half[part] or "0").replace(",", ".")) for part in ("degrees", "minutes", "seconds")
    )
    letter = half["before"] or half["after"] or ""
    turned = -1 if (half["sign"] == "-") != (letter in "SW" and letter != "") else 1
    whole = degrees + minutes / 60 + seconds / 3600
    return (turned * whole if minutes < 60 and seconds < 60 else 999.0), letter


def _read(first: tuple[float, str], second: tuple[float, str]) -> Iterator[Place]:
    """First as latitude, then as longitude, where letters and ranges allow."""
    for (lat, of_lat), (lon, of_lon) in ((first, second), (second, first)):
        if of_lat in ("", "N", "S") and of_lon in ("", "E", "W") and abs(lat) <= 90 and abs(lon) <= 180:
            yield lon, lat

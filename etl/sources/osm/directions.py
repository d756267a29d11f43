"""Where a camera looks, in degrees clockwise from north. https://wiki.openstreetmap.org/wiki/Key:direction"""

import re
from dataclasses import dataclass

from etl.sources.osm.tags import Tags

POINTS = ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"]
COMPASS = {name: index * 22.5 for index, name in enumerate(POINTS)} | {
    "NORTH": 0.0,
    "EAST": 90.0,
    "SOUTH": 180.0,
    "WEST": 270.0,
}
ANGLE = re.compile(r"([+-]?\d{1,3}(?:\.\d{1,9})?)\s*°?", re.ASCII)
SECTOR = re.compile(r"([\d.]+\s*°?|[A-Z]+)\s*-\s*([\d.]+\s*°?|[A-Z]+)", re.ASCII)
FULL_TURN = 360.0


@dataclass(frozen=True)
class Look:
    """Azimuths of all heads, the first one first, and the horizontal field of view; empty and None when unknown."""

    azimuths: tuple[float, ...] = ()
    hfov: float | None = None

    @property
    def known(self) -> bool:
        """False where nothing says which way it looks; a camera that sees all around is known."""
        return bool(self.azimuths) or self.hfov == FULL_TURN


def look(tags: Tags) -> Look:
    """The direction of a camera; `camera:direction` wins over `direction`, which may be the lamp's or the gate's."""
    own = parse(tags.get("camera:direction", ""))
    return own if own.known else parse(tags.get("direction", ""))


def parse(said: str) -> Look:
    """Every direction in a tag's value, parted by semicolons; what can't be read is left out.

    >>> parse("0;180").azimuths, parse("239-284"), parse("both").known
    ((0.0, 180.0), Look(azimuths=(261.5,), hfov=45.0), False)
    """
    looks = [head(part.strip().upper()) for part in said.split(";")]
    azimuths = [azimuth for each in looks for azimuth in each.azimuths]
    hfov = next((each.hfov for each in looks if each.hfov is not None), None)
    return Look(tuple(dict.fromkeys(azimuths)), hfov)


def head(said: str) -> Look:
    """One direction: an angle, a point of the compass, or a sector from one to another, clockwise.

    0-360 is a whole turn and has no middle.
    """
    if (azimuth := bearing(said)) is not None:
        return Look((azimuth,))
    match = SECTOR.fullmatch(said)
    begin, end = (bearing(match[1]), bearing(match[2])) if match else (None, None)
    if match is None or begin is None or end is None:
        return Look()
    if begin == end and match[1] != match[2]:
        return Look(hfov=FULL_TURN)
    width = (end - begin) % FULL_TURN
    return Look((turned(begin + width / 2),), width or None)


def bearing(said: str) -> float | None:
    """Azimuth in [0, 360) of a number between -360 and 360 or of a point of the compass, else None."""
    said = said.strip()
    if said in COMPASS:
        return COMPASS[said]
    match = ANGLE.fullmatch(said)
    angle = float(match[1]) if match else None
    return None if angle is None or abs(angle) > FULL_TURN else turned(angle)


def turned(angle: float) -> float:
    """The same direction in [0, 360): a remainder of a tiny negative angle would round up to 360 itself."""
    rest = angle % FULL_TURN
    return 0.0 if rest == FULL_TURN else rest

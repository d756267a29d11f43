"""Reading plain words out of OpenStreetMap tags. https://wiki.openstreetmap.org/wiki/Any_tags_you_like"""

import re
from collections.abc import Mapping

Tags = Mapping[str, str]

LANGUAGE_NAME = re.compile(r"name:([a-z]{2,3}(?:-[A-Za-z]{2,8})*)")
# Two periods are written with one hyphen or two: 1936-2016, 1936--2016-05-19.
OLD_NAME = re.compile(
    r"(?:old_name|old_alt_name|was:name)(?::[a-z]{2,3})?(?::(?P<since>\d{4})?-{1,2}(?P<until>\d{4}(?:-\d\d){0,2})?)?"
)
SMALLEST, LARGEST = -99, 99


def text(tags: Tags, *keys: str, most: int) -> str:
    """The first of the tags that says something, at most `most` characters of it; "" when none does."""
    said = (tags.get(key, "").strip() for key in keys)
    return next((value for value in said if value), "")[:most].rstrip()


def stated(tags: Tags, key: str) -> bool:
    """Whether the tag is there and does not say "no"."""
    return tags.get(key, "no") not in ("no", "")


def names(tags: Tags) -> dict[str, str]:
    """Names by language, from `name:ru` and its like.

    >>> names({"name": "Нева", "name:en": "Neva", "name:etymology": "?"})
    {'en': 'Neva'}
    """
    pairs = ((LANGUAGE_NAME.fullmatch(key), value) for key, value in tags.items())
    return {match[1]: value for match, value in pairs if match}


def former(tags: Tags) -> dict[str, str]:
    """Former names by the time they were in use, "since/until" with a blank for what is not said; several with ";".

    >>> former({"old_name:ru": "улица Ленина", "old_name:1936-2016": "улица Свердлова; улица Кирова"})
    {'/': 'улица Ленина', '1936/2016': 'улица Свердлова;улица Кирова'}
    """
    found: dict[str, str] = {}
    for key, value in tags.items():
        if match := OLD_NAME.fullmatch(key):
            period = f"{match['since'] or ''}/{match['until'] or ''}"
            names = [name.strip() for name in [*found.get(period, "").split(";"), *value.split(";")]]
            found[period] = ";".join(dict.fromkeys(filter(None, names)))
    return found


def address(tags: Tags) -> str:
    """Street and house number, or the address in full."""
    street = text(tags, "addr:street", "addr:place", most=190)
    if not street:
        return text(tags, "addr:full", most=250)
    return f"{street} {text(tags, 'addr:housenumber', most=59)}".rstrip()


def level(tags: Tags) -> int:
    """The `layer` a bridge or tunnel lies on; 0 when it is not a whole number between -99 and 99."""
    try:
        number = int(tags.get("layer", "0"))
    except ValueError:
        return 0
    return number if SMALLEST <= number <= LARGEST else 0

"""Which tags mean which of our kinds. https://wiki.openstreetmap.org/wiki/Map_features"""

from etl.sources.osm.tags import Tags

STREET_RANK = {
    "motorway": 0,
    "trunk": 1,
    "primary": 2,
    "secondary": 3,
    "tertiary": 3,
    "unclassified": 4,
    "residential": 4,
    "living_street": 4,
    "road": 4,
    "pedestrian": 5,
    "service": 5,
    "track": 5,
    "busway": 5,
    "bus_guideway": 5,
}
FOOTPATH = 6

COVER = {
    "natural": {
        "water": "water",
        "wood": "wood",
        "scrub": "wood",
        "grassland": "grass",
        "sand": "sand",
        "beach": "sand",
    },
    "waterway": {"riverbank": "water"},
    "landuse": {
        "reservoir": "water",
        "basin": "water",
        "grass": "grass",
        "meadow": "grass",
        "recreation_ground": "grass",
        "forest": "wood",
    },
    "leisure": {"park": "park", "garden": "park", "pitch": "pitch", "playground": "playground"},
}
LINE = {
    "waterway": {"river": "waterway", "canal": "waterway", "stream": "waterway"},
    "railway": {"rail": "railway"},
}
SITE = {
    "amenity": {
        kind: kind
        for kind in (
            "school",
            "kindergarten",
            "hospital",
            "clinic",
            "police",
            "fire_station",
            "university",
            "library",
            "townhall",
        )
    },
    "leisure": {"park": "park", "playground": "playground"},
}
CAMERA = {"fixed": "fixed", "dome": "dome", "panning": "ptz"}
AREA_KIND = {"8": "city", "9": "administrative", "10": "administrative"}
UNDERGROUND = ("yes", "culvert", "flooded", "building_passage")


def among(table: dict[str, dict[str, str]], tags: Tags) -> str:
    """Our kind for the first tag that the table knows, in the table's order; "" for none."""
    found = (kinds.get(tags.get(key, "")) for key, kinds in table.items())
    return next((kind for kind in found if kind), "")


def building(tags: Tags) -> str:
    """What `building`, else `building:part` says; "" where the object is neither.

    An area tagged `building=no` is kept with kind "no": the publisher counts it among the buildings.
    """
    own, part = tags.get("building", ""), tags.get("building:part", "no")
    if own in ("no", "") and part not in ("no", ""):
        return part
    return own


def street(tags: Tags) -> str:
    """The `highway`, unless it is drawn as an area: squares are no streets."""
    return "" if tags.get("area") == "yes" or tags.get("highway") == "no" else tags.get("highway", "")


def rank(highway: str) -> int:
    """From 0 (motorway) to 6 (footpath and all else); a link has the rank of what it leads to."""
    return STREET_RANK.get(highway.removesuffix("_link"), FOOTPATH)


def cover(tags: Tags) -> str:
    """Water or green that covers the ground."""
    return among(COVER, tags) or ("water" if tags.get("water", "no") not in ("no", "") else "")


def ground_line(tags: Tags) -> str:
    """A watercourse or railway in the open; what runs underground is not drawn."""
    return "" if tags.get("tunnel") in UNDERGROUND else among(LINE, tags)


def site(tags: Tags) -> str:
    return among(SITE, tags)


def camera(tags: Tags) -> str:
    """The kind of a surveillance camera; "" for what is none, a human guard among it."""
    watch = tags.get("surveillance:type", "").lower()
    if tags.get("man_made") != "surveillance" or watch == "guard":
        return ""
    if watch in ("alpr", "anpr"):
        return "anpr"
    said = (CAMERA.get(part.strip()) for part in tags.get("camera:type", "").lower().split(";"))
    return next((kind for kind in said if kind), "unknown")


def area(tags: Tags) -> str:
    """City or district, by the level of an administrative boundary."""
    return AREA_KIND.get(tags.get("admin_level", ""), "") if tags.get("boundary") == "administrative" else ""

"""The words for codes that records hold: kinds, states, precisions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from gis_app.devices import words as devices

CAMERA_KINDS, CAMERA_STATES, CONNECTIONS = devices.KINDS, devices.STATES, devices.CONNECTIONS
AREA_KINDS = {
    "city": _("City"),
    "district": _("District"),
    "police_district": _("Police district"),
    "beat": _("Beat"),
    "administrative": _("Administrative area"),
}
SITE_KINDS = {
    "school": _("School"),
    "kindergarten": _("Kindergarten"),
    "hospital": _("Hospital"),
    "clinic": _("Clinic"),
    "police": _("Police station"),
    "fire_station": _("Fire station"),
    "university": _("University"),
    "library": _("Library"),
    "townhall": _("Town hall"),
    "park": _("Park"),
    "playground": _("Playground"),
}
SITE_GLYPHS = {
    "school": "school",
    "kindergarten": "baby-carriage",
    "hospital": "building-hospital",
    "clinic": "stethoscope",
    "police": "shield",
    "fire_station": "flame",
    "university": "certificate",
    "library": "book",
    "townhall": "building-bank",
    "park": "trees",
    "playground": "horse-toy",
}
STREET_KINDS = {
    "motorway": _("Motorway"),
    "trunk": _("Trunk road"),
    "primary": _("Main road"),
    "secondary": _("Main street"),
    "tertiary": _("District street"),
    "residential": _("Residential street"),
    "living_street": _("Living street"),
    "unclassified": _("Minor street"),
    "service": _("Service way"),
    "pedestrian": _("Pedestrian street"),
    "footway": _("Footpath"),
    "path": _("Path"),
    "cycleway": _("Cycleway"),
    "steps": _("Steps"),
    "track": _("Track"),
}
GROUND_KINDS = {
    "water": _("Water"),
    "waterway": _("Waterway"),
    "park": _("Park"),
    "grass": _("Grass"),
    "wood": _("Wood"),
    "playground": _("Playground"),
    "pitch": _("Sports ground"),
    "yard": _("Yard"),
    "sand": _("Sand"),
    "railway": _("Railway"),
}
QUALITIES = {
    "": _("seen at all"),
    "overview": _("overview"),
    "outline": _("outline"),
    "discern": _("discern"),
    "perceive": _("perceive"),
    "characterise": _("characterise"),
    "validate": _("validate"),
    "scrutinise": _("scrutinise"),
    "monitor": _("monitor"),
    "detect": _("detect"),
    "observe": _("observe"),
    "recognise": _("recognise"),
    "identify": _("identify"),
    "inspect": _("inspect"),
}
OFFENCES = {"crime": _("Crime"), "administrative": _("Administrative offence")}
SERVICES = {
    "police": _("Police"),
    "fire": _("Fire service"),
    "ambulance": _("Ambulance"),
    "gas": _("Gas service"),
    "roads": _("Road service"),
    "other": _("Other service"),
}
SEVERITIES = {1: _("1, gravest"), 2: _("2, grave"), 3: _("3, medium"), 4: _("4, minor")}
TIME_PRECISIONS = {
    "minute": _("to the minute"),
    "hour": _("to the hour"),
    "day": _("to the day"),
    "interval": _("within an interval"),
}
PLACE_PRECISIONS = {
    "point": _("to the point"),
    "building": _("to the building"),
    "block": _("to the block"),
    "street": _("to the street"),
    "area": _("to the area"),
}
REASONS = {
    "unreadable": _("the row can't be read"),
    "no_coordinates": _("no coordinates"),
    "zero_coordinates": _("coordinates are zero"),
    "bad_geometry": _("broken geometry"),
    "swapped_coordinates": _("latitude and longitude swapped"),
    "outside_city": _("outside the city"),
    "whole_degrees": _("whole degrees only"),
    "missing_field": _("a required field is blank"),
    "bad_date": _("the date can't be read"),
    "unknown_kind": _("unknown kind"),
    "unknown_area": _("no such district in this city"),
    "duplicate": _("the same row twice"),
}


def word(words: dict[Any, Any], code: Any) -> str:
    """The word for a code; a code without one is shown as it stands."""
    return str(words.get(code, code if code is not None else ""))

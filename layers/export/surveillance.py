"""Cameras as OpenStreetMap tells of them, for its editors. https://wiki.openstreetmap.org/wiki/Tag:man_made=surveillance

Only what anybody can see from the street, and whose the camera is. What is assumed here is not claimed there.
"""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from django.db.models import QuerySet

from gis_app.devices.models import Camera
from layers.export.about import About
from layers.layer import Layer

CHUNK = 2000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6" generator="Safe City" upload="never">\n'
KINDS = {
    Camera.Kind.FIXED: {"camera:type": "fixed"},
    Camera.Kind.DOME: {"camera:type": "dome"},
    Camera.Kind.PTZ: {"camera:type": "panning"},
    Camera.Kind.ANPR: {"surveillance:type": "ALPR"},
    Camera.Kind.RED_LIGHT: {"surveillance:zone": "traffic"},
    Camera.Kind.SPEED: {"surveillance:zone": "traffic"},
}
NEVER = (Camera.Status.PLANNED, Camera.Status.REMOVED)


def osm(_layer: Layer, rows: QuerySet, _about: About) -> Iterator[str]:
    """OSM XML: a new node for each camera that stands, its numbers negative as editors want them."""
    yield HEAD
    standing = rows.exclude(status__in=NEVER).select_related("owner").defer("raw").order_by("pk")
    for number, camera in enumerate(standing.iterator(chunk_size=CHUNK), 1):
        yield f'  <node id="-{number}" lat="{camera.point.y:.7f}" lon="{camera.point.x:.7f}" version="1">\n'
        yield from (f"    <tag k={quoteattr(key)} v={quoteattr(value)}/>\n" for key, value in tags_of(camera).items())
        yield "  </node>\n"
    yield "</osm>\n"


def tags_of(camera: Camera) -> dict[str, str]:
    """The tags of one camera; `camera:direction` clockwise from north, `camera:angle` below the horizon, degrees."""
    tags = {"man_made": "surveillance", "surveillance": "public", "surveillance:type": "camera"}
    tags |= KINDS.get(Camera.Kind(camera.kind), {})
    if camera.azimuth is not None and "azimuth" not in camera.assumed:
        tags["camera:direction"] = ";".join(f"{angle:g}" for angle in (camera.azimuth, *camera.sectors))
    if camera.tilt is not None and "tilt" not in camera.assumed:
        tags["camera:angle"] = f"{camera.tilt:g}"
    if camera.height_m is not None and "height_m" not in camera.assumed:
        tags["height"] = f"{camera.height_m:g}"
    if camera.owner:
        tags["operator"] = camera.owner.name
    if camera.installed_on:
        tags["start_date"] = camera.installed_on.isoformat()
    return tags

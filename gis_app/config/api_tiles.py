"""The tiles as OpenAPI tells of them; they are served by `layers.views`."""

from typing import Any

from gis_app.people.roles import roles_with
from layers.address import MAX_ZOOM
from layers.layer import Layer
from layers.parameters import FILTERS, MISTAKES, SECURITY, Parameter
from layers.registry import used
from layers.views import MEDIA_TYPE


def paths() -> dict[str, Any]:
    """One address a layer, with its roles."""
    return {f"/tiles/{layer.id}/{{z}}/{{x}}/{{y}}.pbf": {"get": tile(layer)} for layer in used()}


def tile(layer: Layer) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}
    return {
        "operationId": f"{layer.id}_tile",
        "summary": f"A vector tile of {layer.id}",
        "x-role": roles_with(layer.permission),
        "security": SECURITY,
        "parameters": [*(number(name, most) for name, most in PARTS), *FILTERS],
        "responses": {200: {"description": "OK", "content": content}, **MISTAKES},
    }


PARTS = (("z", MAX_ZOOM), ("x", 2**MAX_ZOOM - 1), ("y", 2**MAX_ZOOM - 1))


def number(name: str, most: int) -> Parameter:
    """A part of the address; x and y are below 2 to the power of z."""
    schema = {"type": "integer", "minimum": 0, "maximum": most}
    return {"in": "path", "name": name, "required": True, "schema": schema}

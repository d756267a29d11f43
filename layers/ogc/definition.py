"""The definition of the service in OpenAPI 3.0: every address, its parameters, its roles."""

from typing import Any

from django.http import HttpRequest

from gis_app.people.permissions import Permission
from gis_app.people.roles import roles_with
from layers.layer import Layer
from layers.ogc import items, queryables
from layers.ogc.answers import FORMATS, GEOJSON, HTML, JSON, ROOT
from layers.ogc.documents import OPENAPI
from layers.parameters import FILTERS, SCHEMES, SECURITY, Parameter, parameter
from layers.registry import used

FORMAT = parameter("f", "json or html; without it what the client accepts", enum=list(FORMATS))
RECORD: Parameter = {"in": "path", "name": "featureId", "required": True, "schema": {"type": "string"}}
MISTAKES = {
    "400": "One sentence: what is wrong with the address",
    "401": "Not signed in, or the token opens nothing",
    "403": "Not for this role; who has it",
    "404": "There is no such layer or feature",
    "429": "Too many wrong tokens",
}
TEXT = {"type": "string"}
MISTAKE = {"type": "object", "required": ["error"], "properties": {"error": TEXT, "reference": TEXT}}
LINK = {"type": "object", "required": ["href", "rel"], "properties": {"href": TEXT, "rel": TEXT, "type": TEXT}}


def document(request: HttpRequest) -> dict[str, Any]:
    """The whole definition; the same for every viewer."""
    paths = {
        "/": operation("landing", "The landing page", Permission.MAP_SEE, schema=linked("title")),
        "/conformance": operation(
            "conformance", "What it conforms to", Permission.MAP_SEE, schema=linked("conformsTo")
        ),
        "/collections": operation("collections", "The layers", Permission.MAP_SEE, schema=linked("collections")),
        "/api": operation("api", "This definition", Permission.MAP_SEE, media_type=OPENAPI),
    }
    for layer in used():
        paths |= of_layer(layer)
    return {
        "openapi": "3.0.3",
        "info": {"title": "Safe City, OGC API Features", "version": "1.0.0"},
        "servers": [{"url": request.build_absolute_uri(ROOT)}],
        "security": SECURITY,
        "paths": paths,
        "components": {"securitySchemes": SCHEMES, "schemas": {"mistake": MISTAKE, "link": LINK}},
    }


def of_layer(layer: Layer) -> dict[str, Any]:
    """The three addresses of one layer."""
    path, seen = f"/collections/{layer.id}", layer.permission
    pages = {"type": "object", "required": ["type", "features", "links", "numberReturned"]}
    return {
        path: operation(layer.id, f"About {layer.id}", seen, schema=linked("id")),
        f"{path}/items": operation(
            f"{layer.id}_items", f"Features of {layer.id}", seen, of_items(layer), GEOJSON, pages
        ),
        f"{path}/items/{{featureId}}": operation(
            f"{layer.id}_item", f"One feature of {layer.id}", seen, [RECORD], GEOJSON, {"type": "object"}
        ),
    }


def of_items(layer: Layer) -> list[Parameter]:
    """Parameters of a page of features, the layer's own properties among them."""
    return [
        {
            **parameter("bbox", "west,south,east,north in degrees (CRS84); west above east crosses 180°"),
            "schema": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6},
            "style": "form",
            "explode": False,
        },
        parameter("datetime", "A moment of RFC 3339, a day, or an interval with a slash, open by .. at one end"),
        parameter(
            "limit",
            f"Features on a page; above {items.MOST} the page stays as long",
            type="integer",
            minimum=1,
            maximum=items.MOST,
            default=items.USUAL,
        ),
        parameter("after", "The page after this id; `next` has it", type="integer", minimum=0),
        *FILTERS,
        *(
            {**parameter(name, f"Features whose {name} is this"), "schema": queryables.schema(column)}
            for name, column in queryables.queryables(layer).items()
        ),
    ]


def operation(
    name: str,
    summary: str,
    permission: Permission,
    parameters: list[Parameter] | None = None,
    media_type: str = JSON,
    schema: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """One address with the roles that it answers to."""
    content = {media_type: {"schema": schema or {"type": "object"}}, HTML: {"schema": TEXT}}
    wrong = {JSON: {"schema": {"$ref": "#/components/schemas/mistake"}}, HTML: {"schema": TEXT}}
    answers = {status: {"description": text, "content": wrong} for status, text in MISTAKES.items()}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "x-role": roles_with(permission),
            "parameters": [*(parameters or []), FORMAT],
            "responses": {"200": {"description": "OK", "content": content}, **answers},
        }
    }


def linked(name: str) -> dict[str, Any]:
    """The schema of a document with links and one more member at least."""
    links = {"type": "array", "items": {"$ref": "#/components/schemas/link"}}
    return {"type": "object", "required": ["links", name], "properties": {"links": links}}


def listed(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The operations one under the other, for the page."""
    return [
        {"path": ROOT + path, **{("roles" if name == "x-role" else name): value for name, value in ways["get"].items()}}
        for path, ways in told["paths"].items()
    ]

"""What every template may lean on."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from gis_app.places import queries


def city(request: HttpRequest) -> dict[str, Any]:
    """The city of this store or None, asked for only where a template names it."""
    return {"city": SimpleLazyObject(queries.city)}

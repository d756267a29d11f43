"""Properties of a layer that an address may ask for by value: the plain columns among them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, CharField, F, Field, IntegerField, Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from gis_app.errors import BadFilter
from gis_app.incidents.filters import NAMES, Filters
from layers.layer import Layer
from layers.registry import BY_ID

LONGEST = 250
TRUTH = {"true": True, "false": False}


def queryables(layer: Layer) -> Mapping[str, Field]:
    """Texts, whole numbers and truth values by the property's name. The filters' names keep the filters' meaning."""
    return _queryables(layer.id)


@cache
def _queryables(layer_id: str) -> Mapping[str, Field]:
    layer = BY_ID[layer_id]
    model = layer.rows(AnonymousUser(), Filters()).model
    told = {**layer.fields, **layer.listed}
    columns = {
        name: value.name  # type: ignore[attr-defined]
        for name, value in told.items()
        if isinstance(value, F)
    }
    fields = {name: model._meta.get_field(column) for name, column in columns.items() if plain(column)}
    kinds = (CharField, IntegerField, BooleanField)
    return {name: found for name, found in fields.items() if isinstance(found, kinds) and name not in NAMES}


def plain(column: str) -> bool:
    """Whether it is a column of the layer's own table, and not its key."""
    return column != "pk" and "__" not in column


def asked(layer: Layer, query: QueryDict) -> Q:
    """The rows whose properties have the address's values; raises BadFilter."""
    found = Q()
    for name, column in queryables(layer).items():
        if name in query:
            found &= Q(**{column.name: _value(name, column, query.getlist(name))})
    return found


def schema(column: Field) -> dict[str, Any]:
    """The JSON schema of a property's value."""
    if isinstance(column, BooleanField):
        return {"type": "boolean"}
    return {"type": "integer"} if isinstance(column, IntegerField) else {"type": "string", "maxLength": LONGEST}


def _value(name: str, column: Field, given: list[str]) -> str | int | bool:
    text = given[0]
    if len(given) == 1 and len(text) <= LONGEST and "\x00" not in text:
        if isinstance(column, BooleanField):
            if text in TRUTH:
                return TRUTH[text]
        elif isinstance(column, IntegerField):
            digits = text.removeprefix("-")
            if digits.isascii() and digits.isdigit() and len(digits) < 10:
                return int(text)
        else:
            return text
    raise BadFilter(_("The parameter '%(name)s' is given once, with a value of its type.") % {"name": name})

"""What several layers say alike: labels, the city's zone, cells, facts of incidents."""

from collections.abc import Callable, Collection, Container
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gis_app import speech
from gis_app.errors import BadFilter
from gis_app.incidents.filters import Filters
from gis_app.incidents.kinds import kinds
from gis_app.modules import is_on
from gis_app.places.queries import areas_named, lies_in
from layers.words import AREA_KINDS, CAMERA_KINDS, QUALITIES, SITE_KINDS

KINDS: dict[str, Container[str]] = {
    "areas": AREA_KINDS,
    "cameras": CAMERA_KINDS,
    "sites": SITE_KINDS,
    "coverage": QUALITIES,
}


def asked(query: QueryDict, also: Collection[str]) -> Filters:
    """The filters of an address, its kinds known to one of the layers at least. Raises BadFilter."""
    filters = Filters.parse(query, also=also)
    if strange := [kind for kind in filters.kinds if not is_kind(kind)]:
        raise BadFilter(_("There is no kind '%(name)s'.") % {"name": strange[0][:40]})
    return filters


def is_kind(code: str) -> bool:
    """Whether one of the layers that the city uses has rows of that kind."""
    incident = kinds().get(code)
    return (incident is not None and is_on(incident.layer)) or any(
        code in own for layer, own in KINDS.items() if is_on(layer)
    )


def of_kinds(rows: QuerySet, filters: Filters, own: Container[str]) -> QuerySet:
    """The rows of the filters' kinds; kinds that belong to other layers restrict nothing here."""
    wanted = [kind for kind in filters.kinds if kind in own]
    return rows.filter(kind__in=wanted) if wanted else rows


def in_areas(rows: QuerySet, filters: Filters) -> QuerySet:
    """The rows in the filters' areas, by their `area`; all of them for none. Raises BadFilter for an unknown area."""
    return rows.filter(lies_in(areas_named(filters.areas), ("area",))) if filters.areas else rows


def known(column: str) -> NullIf:
    """A text column, NULL where it is empty: a tile then leaves the property out."""
    return NullIf(F(column), Value(""))


def local_name() -> Coalesce:
    """The name in the viewer's language where the record has one, else its name."""
    language = (get_language() or "en").split("-")[0]
    return Coalesce(KeyTextTransform(language, "names"), known("name"), output_field=TextField())


def named(row: Any) -> str:
    """The same for a row in hand."""
    return speech.called(row.names, row.name)


def field(name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(row, name)


def related(name: str, field_name: str = "name") -> Callable[[Any], Any]:
    """A field of a row's relation, None where there is none."""
    return lambda row: getattr(getattr(row, name), field_name, None)

"""The API's reads of layers: lists, cards, counts."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gis_app.config.api_parts import BBOX, FILTERS, Operation, answer, box, next_page, paging, parameter, whole
from gis_app.errors import BadInput
from gis_app.modules import INCIDENTS, on
from gis_app.people.permissions import Permission
from layers import listing
from layers.access import layer_for
from layers.by_area import shading
from layers.cards import LARGEST_ID, card
from layers.counts import counts
from layers.layer import Layer
from layers.registry import LAYERS
from layers.shared import asked

GEOJSON = "application/geo+json"


def layer_list(layer: Layer, request: HttpRequest) -> HttpResponse:
    layer = layer_for(request.user, layer.id)
    filters = asked(request.GET, also=("bbox", "limit", "after"))
    limit = whole(request.GET, "limit", listing.USUAL, 1, listing.MOST)
    after = whole(request.GET, "after", 0, 0, LARGEST_ID)
    found = listing.page(request.user, layer, filters, box(request.GET), limit, after)
    last = found.pop("last")
    return answer({**found, "next": next_page(request, last)}, GEOJSON)


def layer_card(layer: Layer, request: HttpRequest, record_id: str) -> HttpResponse:
    return answer(card(request.user, layer_for(request.user, layer.id), record_id))


def layer_counts(request: HttpRequest) -> HttpResponse:
    filters = asked(request.GET, also=("bbox",))
    return answer({"layers": counts(request.user, filters, box(request.GET))})


def layer_shading(request: HttpRequest) -> HttpResponse:
    """Incidents by district; `layer` names which of them, all that the city uses where it names none."""
    filters = asked(request.GET, also=("layer", "per"))
    wanted, per = request.GET.getlist("layer") or on(INCIDENTS), request.GET.get("per") or "n"
    if strange := {*wanted, per} - {*on(INCIDENTS), "n", "rate"}:
        raise BadInput(_("There is no '%(name)s' to count by district.") % {"name": sorted(strange)[0][:40]})
    return answer(shading(request.user, sorted(set(wanted)), filters, per))


def of_layer(layer: Layer) -> tuple[Operation, Operation]:
    """The list and the card of one layer."""
    filters = [*FILTERS, BBOX, *paging(listing.MOST, listing.USUAL)]
    return (
        Operation(
            layer.id,
            f"{layer.id}_list",
            f"List {layer.id}",
            layer.permission,
            partial(layer_list, layer),
            filters,
            GEOJSON,
            module=layer.id,
        ),
        Operation(
            f"{layer.id}/{{record_id}}",
            f"{layer.id}_card",
            f"One of {layer.id}",
            layer.permission,
            partial(layer_card, layer),
            module=layer.id,
        ),
    )


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "counts",
        "counts",
        "Records in view, in the filters, and not placed",
        Permission.MAP_SEE,
        layer_counts,
        [*FILTERS, BBOX],
    ),
    Operation(
        "by_area",
        "by_area",
        "Incidents by district, points and totals that have none, with the classes of a shaded map",
        Permission.INCIDENT_SEE,
        layer_shading,
        [
            *FILTERS,
            parameter("layer", "Which incidents; several are added", repeat=True),
            parameter("per", "n, or rate for incidents per 1,000 residents"),
        ],
        module="incidents",
    ),
    *(operation for layer in LAYERS for operation in of_layer(layer)),
)

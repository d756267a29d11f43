"""The API of proposals: a placement asked for by a scenario, how far it is, and its answer taken."""

from typing import Any

import shapely
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dashboards.placement import proposal
from dashboards.placement.told import geojson
from gis_app.config.api_edits import given
from gis_app.config.api_parts import Operation, answer, only, parameter
from gis_app.config.api_scenarios import MOST_SETUP_BYTES, operation, reading, seen, whole
from gis_app.errors import BadInput
from gis_app.findings.placements import actions as placements
from gis_app.findings.placements import queries
from gis_app.findings.scenarios import asking, filling, seeing
from gis_app.findings.scenarios import difference as differing
from gis_app.findings.scenarios import queries as scenarios
from gis_app.findings.scenarios.account import zones_of
from gis_app.findings.scenarios.queries import one
from gis_app.people.guard import person
from layers.cards import number


def ask(request: HttpRequest, record_id: str) -> HttpResponse:
    """Have cameras proposed: what to see, where they may stand, models and rules, as the page's form sends them.

    `was` are parts of the set-up as the person saw them.
    """
    setup = given(request, MOST_SETUP_BYTES)
    was = seen(setup)
    row = asking.ask(by=person(request), scenario=number(record_id), setup=setup, was=was)
    return answer(proposal.told(row))


def told(request: HttpRequest, record_id: str) -> HttpResponse:
    """How far a proposal is, and what is known so far."""
    only(request.GET)
    return answer(proposal.told(queries.one(request.user, number(record_id))))


def stop(request: HttpRequest, record_id: str) -> HttpResponse:
    """Ask the computation to end; the best answer so far stays."""
    only(request.GET)
    placements.cancel(by=person(request), placement=number(record_id))
    return answer(proposal.told(queries.one(request.user, number(record_id))))


def take(request: HttpRequest, record_id: str) -> HttpResponse:
    """Put an answer's cameras in the place of a scenario's: `{"placement"}`."""
    wanted = given(request).get("placement")
    if isinstance(wanted, bool) or not isinstance(wanted, int):
        raise BadInput(_("placement is a number."))
    return answer(whole(filling.fill(by=person(request), scenario=number(record_id), placement=wanted)))


def choose(request: HttpRequest, record_id: str) -> HttpResponse:
    """Make exactly these cameras stand in a scenario, of all that it ever had: `{"cameras": [id]}`.

    With `"instead": [id]` they come in the place of those, and whatever else stands there stays.
    """
    sent = given(request)
    wanted, instead = (sent.get(name, []) for name in ("cameras", "instead"))
    if "cameras" not in sent or not numbers(wanted) or not numbers(instead):
        raise BadInput(_("cameras is a list of numbers."))
    one(request.user, number(record_id))
    others = {"instead": instead} if "instead" in sent else {}
    return answer(whole(filling.choose(by=person(request), scenario=number(record_id), cameras=wanted, **others)))


def numbers(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(each, int) and not isinstance(each, bool) for each in given)


def difference(request: HttpRequest, record_id: str) -> HttpResponse:
    """Where a scenario sees what `against` (today, or another's id) does not, and the other way round: GeoJSON."""
    only(request.GET, "against")
    row, plane = one(request.user, number(record_id)), seeing.metric()
    asked, against = scenarios.quality(row), request.GET.get("against") or "today"
    own = zones_of(scenarios.cameras(row), asked, plane).values()
    if against == "today":
        gained, _lost = differing.between(own, differing.today(request.user, asked, own, plane))
        parts = [gained, shapely.MultiPolygon()]
    else:
        other = one(request.user, number(against))
        parts = list(differing.between(own, zones_of(scenarios.cameras(other), asked, plane).values()))
    drawn = [geojson(shape) for shape in plane.degrees(parts)]
    return answer(dict(zip(("gained", "lost"), drawn, strict=True)))


OPERATIONS: tuple[Operation, ...] = (
    operation("scenarios/{record_id}/propose", "scenario_propose", "Have cameras proposed by a computation", ask),
    operation("scenarios/{record_id}/fill", "scenario_fill", "Take a proposal's cameras into a scenario", take),
    operation("scenarios/{record_id}/choose", "scenario_choose", "Which of its cameras stand in a scenario", choose),
    reading(
        "scenarios/{record_id}/difference",
        "scenario_difference",
        "Where a scenario sees what another does not",
        difference,
        parameter("against", "today, or the id of another scenario"),
    ),
    reading("placements/{record_id}", "placement", "How far a proposal is, and how good its answer", told),
    operation("placements/{record_id}/stop", "placement_stop", "End a computation; the best answer stays", stop),
)

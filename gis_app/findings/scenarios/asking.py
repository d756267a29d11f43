"""A scenario's set-up as the question that a placement answers."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gis_app.errors import BadInput
from gis_app.findings.coverage import queries as coverage
from gis_app.findings.placements import actions as placements
from gis_app.findings.placements.models import Placement
from gis_app.findings.scenarios import actions, queries, wishes
from gis_app.findings.scenarios.models import Scenario
from gis_app.people.models import User

MODEL = "model:"
HOMES_M, SECONDS, MOST_BOXES = 15, 300, 100


def ask(*, by: User, scenario: int, setup: Mapping[str, Any], was: Mapping[str, Any] | None = None) -> Placement:
    """Keep the set-up and put the question, both or neither. `was` are parts of the set-up as the person saw them.

    Raises BadInput, NotFoundHere, Refused, Conflict.
    """
    row = queries.one(by, scenario)
    with transaction.atomic():
        asked = placements.ask(by=by, parameters=parameters(row, setup))
        actions.change(
            by=by, scenario=scenario, values={"setup": {**setup, "placement": asked.pk}}, was={"setup": was or {}}
        )
    return asked


def parameters(row: Scenario, setup: Mapping[str, Any]) -> dict[str, Any]:
    """setup: `layers` (words), `budget`, `number` (or null), `on` (names of ticked boxes), and what is wished.

    Raises BadInput for a wish that is none, and where coverage was not computed yet: its period is the placement's.
    """
    run = coverage.run()
    if run is None:
        raise BadInput(_("Coverage has not been computed yet; what cameras see today must be known first."))
    boxes = setup.get("on")
    if not isinstance(boxes, list) or len(boxes) > MOST_BOXES:
        raise BadInput(_("A JSON object is expected."))
    on = {str(one) for one in boxes}
    period = {"from": run.parameters["from"], "to": run.parameters["to"]}
    wished = wishes.of(setup)
    layers = str(setup.get("layers", "")).split()
    return {
        "demand": {"layers": layers, "kinds": wished.kinds, "areas": wished.areas, **period},
        "quality": queries.quality(row),
        "budget": setup.get("budget"),
        "number": setup.get("number"),
        "models": sorted(one.removeprefix(MODEL) for one in on if one.startswith(MODEL)),
        **{name: name in on for name in ("poles", "crossings", "facades")},
        "points": [list(one.point.coords) for one in queries.cameras(row)] if "points" in on else [],
        "one_view_per_pole": "single" in on,
        "existing": "all" if "existing" in on else "none",
        "forbidden": wished.zone(),
        "required_sites": wished.there(),
        "homes_m": HOMES_M if "homes" in on else 0,
        "exact": "exact" in on,
        "seconds": SECONDS,
    }

"""The curve of a scenario: its cameras in the order of gain, and what a placement knows of the most possible."""

from typing import Any, Literal

from django.utils.translation import gettext as _

from dashboards import charts, theme
from dashboards.placement import chart
from dashboards.placement.chart import Point
from gis_app.findings.placements import queries as placements
from gis_app.findings.scenarios import queries
from gis_app.findings.scenarios.account import Account, account
from gis_app.findings.scenarios.models import Scenario

MILLION = 1e6
By = Literal["cost", "number"]


def of(user: Any, number: int, by: By) -> Any:
    """The figure; a sentence where there is nothing to draw. Raises NotFoundHere."""
    row = queries.one(user, number)
    found = account(row, queries.cameras(row))
    if found.made is None:
        return charts.nothing("", _("Coverage has not been computed yet."), theme.LIGHT)
    if not found.added:
        return charts.nothing("", _("Draw a camera, or have some proposed."), theme.LIGHT)
    axis = _("number of cameras") if by == "number" else _("budget, M %(currency)s") % {"currency": found.bill.currency}
    return chart.curve(own(found), known(user, row), by, axis, _("weighted incidents"))


def own(found: Account) -> list[Point]:
    """Cameras as they add up, from none on."""
    points, gain = [Point(0, 0.0, 0.0)], 0.0
    for number, one in enumerate(found.added, 1):
        gain += one.gain
        points.append(Point(number, one.all_cost / MILLION, gain))
    return points


def known(user: Any, row: Scenario) -> list[Point]:
    """What the placement that proposed the cameras says besides: the bound, and what random places add."""
    found = placements.visible_to(user).filter(pk=row.placement).first() if row.placement else None
    told: list[dict[str, Any]] = ((found.answer if found else None) or {}).get("curve", [])
    return [
        Point(one["number"], one["cost"] / MILLION, one["answer"], bound=one.get("bound"), random=one.get("random"))
        for one in told
    ]

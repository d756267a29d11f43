"""The workspaces that there are, written out. Their applications are built in `dashboards/<name>/app.py`."""

from typing import Any

from django.utils.translation import gettext as _

from dashboards.workspace import Tab, Workspace
from gis_app.modules import INCIDENTS, any_on, is_on
from gis_app.people.permissions import Permission
from gis_app.people.roles import may


def compared() -> list[Tab]:
    """The pages that compare records, under one tab: reports of one event, else camera lists that came again."""
    address = "/planner/links/" if any_on(INCIDENTS) else "/planner/inventory/"
    return [Tab(address, _("Matches"))] if any_on((*INCIDENTS, "cameras")) else []


PLANNER = Workspace(
    name="planner",
    title=lambda: _("Planning"),
    prefix="/planner/",
    permission=Permission.PLANNER_OPEN,
    theme="light",
    map="/planner/",
    data="/planner/data/",
    tabs=lambda: [
        Tab("/planner/", _("Map")),
        *([Tab("/planner/coverage/", _("Coverage"))] if is_on("coverage") else []),
        *([Tab("/planner/placement/", _("Placement"))] if any_on(("cameras",)) else []),
        Tab("/planner/data/", _("Data")),
        Tab("/planner/corrections/", _("Corrections")),
        *compared(),
        *([Tab("/planner/cameras/", _("Cameras"))] if is_on("cameras") else []),
    ],
)
OFFICIAL = Workspace(
    name="official",
    title=lambda: _("Official"),
    prefix="/official/",
    permission=Permission.OFFICIAL_OPEN,
    theme="light",
    map="/official/map/",
    data="/official/data/",
    tabs=lambda: [
        Tab("/official/", _("Overview")),
        Tab("/official/map/", _("Map")),
        Tab("/official/data/", _("Data")),
    ],
)
OPERATOR = Workspace(
    name="operator",
    title=lambda: _("Operator"),
    prefix="/operator/",
    permission=Permission.OPERATOR_OPEN,
    theme="dark",
    map="/operator/",
    data="",
    tabs=lambda: [Tab("/operator/", _("Map"))],
    opening_months=1,
)
AUDITOR = Workspace(
    name="auditor",
    title=lambda: _("Auditor"),
    prefix="/auditor/",
    permission=Permission.AUDIT_SEE,
    theme="light",
    map="",
    data="/auditor/",
    tabs=lambda: [Tab("/audit/", _("Audit")), Tab("/auditor/", _("Data"))],
)
ADMINISTRATOR = Workspace(
    name="administrator",
    title=lambda: _("Administration"),
    prefix="/administrator/",
    permission=Permission.SETTINGS_SEE,
    theme="light",
    map="",
    data="/administrator/",
    tabs=lambda: [Tab("/people/", _("People")), Tab("/administrator/", _("Data")), Tab("/health/", _("Health"))],
)
INVESTIGATOR = Workspace(
    name="investigator",
    title=lambda: _("Police"),
    prefix="/investigator/",
    permission=Permission.INVESTIGATOR_OPEN,
    theme="light",
    map="/investigator/",
    data="",
    tabs=lambda: [Tab("/investigator/", _("Map"))],
)
OWNER = Workspace(
    name="owner",
    title=lambda: _("Own cameras") if is_on("cameras") else _("Holder"),
    prefix="/owner/",
    permission=Permission.OWNER_OPEN,
    theme="light",
    map="/owner/map/",
    data="",
    tabs=lambda: [
        *([Tab("/owner/", _("Own cameras"))] if is_on("cameras") else []),
        Tab("/owner/map/", _("Map")),
    ],
)
WORKSPACES = (PLANNER, OFFICIAL, OPERATOR, AUDITOR, ADMINISTRATOR, INVESTIGATOR, OWNER)


def open_to(user: Any) -> list[Workspace]:
    """The workspaces that a person may open, in the order above."""
    return [one for one in WORKSPACES if may(user, one.permission)]


def same_page(user: Any, path: str) -> str:
    """Where the person finds the page that `path` is in another's workspace; "" where that is nowhere.

    A map is answered by the person's own map, deliveries by the person's own page of deliveries.
    """
    for part in ("map", "data"):
        if path in {getattr(one, part) for one in WORKSPACES}:
            return next((getattr(own, part) for own in open_to(user) if getattr(own, part)), "")
    return ""

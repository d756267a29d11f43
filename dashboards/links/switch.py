"""The way between the two pages that compare records: reports of one event, and camera lists."""

from dash import html
from django.utils.translation import gettext as _

from dashboards.links.ids import PREFIX
from gis_app.modules import INCIDENTS, any_on, is_on

CAMERAS = "/planner/inventory/"


def tab() -> str:
    """The address of the tab that both pages stand under."""
    return PREFIX if any_on(INCIDENTS) else CAMERAS


def pages(here: str) -> html.Nav:
    """Both pages that the city uses, the one that is open marked."""
    events = [(PREFIX, _("Events"))] if any_on(INCIDENTS) else []
    cameras = [(CAMERAS, _("Cameras"))] if is_on("cameras") else []
    return html.Nav([link(address, title, here) for address, title in (*events, *cameras)], className="sc-switch")


def link(address: str, title: str, here: str) -> html.A:
    on = address == here
    name = "sc-switch__page sc-switch__page--on" if on else "sc-switch__page"
    return html.A(title, href=address, className=name, **({"aria-current": "page"} if on else {}))

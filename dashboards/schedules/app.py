"""The page of schedules as an application of a workspace."""

from dashboards import page as pages
from dashboards.page import Page
from dashboards.schedules import page
from dashboards.schedules.ids import address
from dashboards.workspace import Workspace

STYLES = ("dashboards/data.css", "dashboards/schedules.css")


def build(workspace: Workspace) -> Page:
    app = pages.build(workspace, address(workspace), page.layout, STYLES, ("dashboards/schedules.js",))
    page.register(app)
    return app

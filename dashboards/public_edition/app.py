"""The page of the public edition as an application of a workspace."""

from dashboards import page as pages
from dashboards.page import Page
from dashboards.public_edition import page
from dashboards.public_edition.ids import PREFIX
from dashboards.workspace import Workspace

STYLES = ("dashboards/data.css", "dashboards/schedules.css", "dashboards/public_edition.css")


def build(workspace: Workspace) -> Page:
    app = pages.build(workspace, PREFIX, page.layout, STYLES)
    page.register(app)
    return app

"""The page of cameras as an application of a workspace."""

from dashboards import page as pages
from dashboards.page import Page
from dashboards.passports import page
from dashboards.workspace import Workspace

STYLES = ("dashboards/data.css", "dashboards/overview.css", "dashboards/links.css", "dashboards/passports.css")


def build(workspace: Workspace) -> Page:
    address = f"{workspace.prefix}cameras/"
    app = pages.build(workspace, address, lambda: page.layout(address), STYLES)
    app.module = "cameras"
    page.register_callbacks(app)
    return app

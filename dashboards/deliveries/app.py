"""The page of deliveries as an application of a workspace."""

from dashboards import page as pages
from dashboards.deliveries import page
from dashboards.page import Page
from dashboards.workspace import Workspace


def build(workspace: Workspace) -> Page:
    app = pages.build(workspace, workspace.data, page.layout, ("dashboards/data.css",), ("dashboards/import.js",))
    page.register(app)
    return app

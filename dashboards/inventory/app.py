"""The page of the inventory as an application of a workspace."""

from dashboards import page as pages
from dashboards.inventory import page
from dashboards.inventory.ids import PREFIX
from dashboards.links.app import SCRIPTS, STYLES
from dashboards.page import Page
from dashboards.workspace import Workspace


def build(workspace: Workspace) -> Page:
    app = pages.build(workspace, PREFIX, page.layout, STYLES, SCRIPTS)
    page.register(app)
    return app

"""The page of links as an application of a workspace."""

from dashboards import page as pages
from dashboards.links import page
from dashboards.links.ids import PREFIX
from dashboards.page import Page
from dashboards.workspace import Workspace

STYLES = ("vendor/maplibre-gl/maplibre-gl.css", "dashboards/data.css", "dashboards/links.css")
SCRIPTS = ("dashboards/keys.js", "dashboards/spots.mjs")


def build(workspace: Workspace) -> Page:
    app = pages.build(workspace, PREFIX, page.layout, STYLES, SCRIPTS)
    page.register(app)
    return app

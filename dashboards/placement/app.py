"""The page of placement as an application of a workspace."""

from dashboards import page as pages
from dashboards.page import Page
from dashboards.placement import page
from dashboards.placement.ids import PREFIX
from dashboards.workspace import Workspace

STYLES = (
    "vendor/maplibre-gl/maplibre-gl.css",
    "dashboards/placement.css",
    "dashboards/placement_maps.css",
)
SCRIPTS = ("dashboards/placement.mjs",)


def build(workspace: Workspace) -> Page:
    app = pages.build(workspace, PREFIX, page.layout, STYLES, SCRIPTS)
    app.module = "cameras"
    page.register(app)
    return app

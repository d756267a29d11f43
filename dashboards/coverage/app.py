"""The page of coverage as an application of a workspace."""

from dashboards import page as pages
from dashboards.coverage import page
from dashboards.coverage.ids import PREFIX
from dashboards.page import Page
from dashboards.workspace import Workspace

STYLES = (
    "vendor/maplibre-gl/maplibre-gl.css",
    "dashboards/data.css",
    "dashboards/overview.css",
    "dashboards/coverage.css",
)
SCRIPTS = ("dashboards/gaps.mjs",)


def build(workspace: Workspace) -> Page:
    app = pages.build(workspace, PREFIX, page.layout, STYLES, SCRIPTS)
    app.module = "cameras"
    page.register(app)
    return app

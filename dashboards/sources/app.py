"""The pages of described tables as an application of a workspace."""

from dashboards import page as pages
from dashboards.page import Page
from dashboards.sources import page
from dashboards.sources.parts import PREFIX
from dashboards.workspace import Workspace

STYLES = ("vendor/maplibre-gl/maplibre-gl.css", "dashboards/data.css", "dashboards/source.css")
SCRIPTS = ("dashboards/source_upload.js", "dashboards/trial.mjs")


def build(workspace: Workspace) -> Page:
    app = pages.build(workspace, PREFIX, page.layout, STYLES, SCRIPTS)
    page.register(app)
    return app

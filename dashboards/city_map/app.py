"""The map as an application of a workspace."""

from dashboards import page
from dashboards.city_map import map
from dashboards.page import Page
from dashboards.workspace import Workspace

MODULES = ("dashboards/bridge.js", "dashboards/map.mjs")
STYLES = ("vendor/maplibre-gl/maplibre-gl.css", "dashboards/map.css")


def build(workspace: Workspace) -> Page:
    app = page.build(workspace, workspace.map, map.layout, STYLES, MODULES)
    map.register(app)
    return app

"""The map as an application of a workspace."""

from dashboards import page
from dashboards.city_map import map
from dashboards.city_map.map import Notice
from dashboards.page import Page
from dashboards.workspace import Workspace

MODULES = (
    "dashboards/narrow.js",
    "dashboards/bridge.js",
    "dashboards/table.js",
    "dashboards/print.js",
    "dashboards/layers.js",
    "dashboards/map.mjs",
    "dashboards/draw.mjs",
    "dashboards/shade.mjs",
    "dashboards/edits.mjs",
)
STYLES = (
    "vendor/maplibre-gl/maplibre-gl.css",
    "dashboards/map.css",
    "dashboards/table.css",
    "dashboards/stage.css",
    "dashboards/draw.css",
    "dashboards/shade.css",
    "dashboards/edits.css",
)


def build(workspace: Workspace, notice: Notice | None = None) -> Page:
    """The map of a workspace; `notice` gives what its person must know above the map."""
    app = page.build(workspace, workspace.map, lambda: map.layout(notice), STYLES, MODULES)
    map.register(app)
    return app

"""The queue of corrections as an application of a workspace."""

from dashboards import page as pages
from dashboards.corrections import page
from dashboards.page import Page
from dashboards.workspace import Workspace

STYLES = (
    "vendor/maplibre-gl/maplibre-gl.css",
    "dashboards/map.css",
    "dashboards/edits.css",
    "dashboards/corrections.css",
)


def build(workspace: Workspace) -> Page:
    address = f"{workspace.prefix}corrections/"
    return pages.build(workspace, address, lambda: page.layout(address), STYLES, ("dashboards/corrections.mjs",))

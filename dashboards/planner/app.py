"""The planner's applications, one a page: what Django mounts."""

from dash import Dash

from dashboards import page
from dashboards.planner import data, map

MODULES = ("dashboards/bridge.js", "dashboards/map.mjs")
MAP_STYLES = ("vendor/maplibre-gl/maplibre-gl.css", "dashboards/map.css")


def build_map() -> Dash:
    app = page.build(map.ADDRESS, "Safe City", map.layout, MAP_STYLES, MODULES)
    map.register(app)
    return app


def build_data() -> Dash:
    app = page.build(data.ADDRESS, "Safe City", data.layout, ("dashboards/data.css",))
    data.register(app)
    return app


map_page = build_map()
data_page = build_data()

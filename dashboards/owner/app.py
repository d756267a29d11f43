"""The holder's applications: what Django mounts."""

from dashboards import page as pages
from dashboards.city_map import app as city_map
from dashboards.owner import page
from dashboards.page import Page
from dashboards.passports.app import STYLES
from dashboards.workspaces import OWNER


def own_cameras() -> Page:
    app = pages.build(OWNER, OWNER.prefix, page.layout, STYLES)
    app.module = "cameras"
    page.register_callbacks(app)
    return app


PAGES = {"": own_cameras(), "map": city_map.build(OWNER)}

"""The official's applications, one a page: what Django mounts."""

from dashboards.city_map import app as city_map
from dashboards.deliveries import app as deliveries
from dashboards.official import overview
from dashboards.schedules import app as schedules
from dashboards.workspaces import OFFICIAL

PAGES = {
    "": overview.build(),
    "map": city_map.build(OFFICIAL),
    "data": deliveries.build(OFFICIAL),
    "schedules": schedules.build(OFFICIAL),
}

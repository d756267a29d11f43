"""The planner's applications, one a page: what Django mounts."""

from dashboards.city_map import app as city_map
from dashboards.deliveries import app as deliveries
from dashboards.workspaces import PLANNER

map_page = city_map.build(PLANNER)
data_page = deliveries.build(PLANNER)
PAGES = {"": map_page, "data": data_page}

"""The planner's workspace and its applications, one a page: what Django mounts."""

from django.utils.translation import gettext as _

from dashboards.city_map import app as city_map
from dashboards.deliveries import app as deliveries
from dashboards.workspace import Tab, Workspace
from gis_app.people.permissions import Permission


def tabs() -> list[Tab]:
    return [Tab("/planner/", _("Map")), Tab("/planner/data/", _("Data"))]


PLANNER = Workspace("planner", "/planner/", Permission.PLANNER_OPEN, "light", "/planner/", "/planner/data/", tabs)

map_page = city_map.build(PLANNER)
data_page = deliveries.build(PLANNER)

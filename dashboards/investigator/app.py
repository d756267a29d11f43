"""The police's applications: what Django mounts."""

from dashboards.city_map import app as city_map
from dashboards.operator import duty
from dashboards.workspaces import INVESTIGATOR

PAGES = {"": city_map.build(INVESTIGATOR, duty.notice)}

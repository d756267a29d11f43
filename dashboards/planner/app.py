"""The planner's applications, one a page: what Django mounts."""

from dashboards.city_map import app as city_map
from dashboards.corrections import app as corrections
from dashboards.coverage import app as coverage
from dashboards.deliveries import app as deliveries
from dashboards.inventory import app as inventory
from dashboards.links import app as links
from dashboards.passports import app as passports
from dashboards.placement import app as placement
from dashboards.public_edition import app as public_edition
from dashboards.schedules import app as schedules
from dashboards.sources import app as sources
from dashboards.workspaces import PLANNER

map_page = city_map.build(PLANNER)
data_page = deliveries.build(PLANNER)
corrections_page = corrections.build(PLANNER)
links_page = links.build(PLANNER)
inventory_page = inventory.build(PLANNER)
sources_page = sources.build(PLANNER)
schedules_page = schedules.build(PLANNER)
cameras_page = passports.build(PLANNER)
coverage_page = coverage.build(PLANNER)
public_page = public_edition.build(PLANNER)
placement_page = placement.build(PLANNER)
PAGES = {
    "": map_page,
    "data": data_page,
    "corrections": corrections_page,
    "links": links_page,
    "inventory": inventory_page,
    "sources": sources_page,
    "schedules": schedules_page,
    "cameras": cameras_page,
    "public": public_page,
    "coverage": coverage_page,
    "placement": placement_page,
}

"""The administrator's applications: what Django mounts."""

from dashboards.deliveries import app as deliveries
from dashboards.schedules import app as schedules
from dashboards.workspaces import ADMINISTRATOR

PAGES = {"": deliveries.build(ADMINISTRATOR), "schedules": schedules.build(ADMINISTRATOR)}

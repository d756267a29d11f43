"""The auditor's applications: what Django mounts."""

from dashboards.deliveries import app as deliveries
from dashboards.schedules import app as schedules
from dashboards.workspaces import AUDITOR

PAGES = {"": deliveries.build(AUDITOR), "schedules": schedules.build(AUDITOR)}

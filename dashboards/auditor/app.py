"""The auditor's applications: what Django mounts."""

from dashboards.deliveries import app as deliveries
from dashboards.workspaces import AUDITOR

PAGES = {"": deliveries.build(AUDITOR)}

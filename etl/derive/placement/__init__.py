"""Where the next cameras would see most: places and views, what they would see, the choice, and how sure it is."""

from etl.derive.placement.run import work
from gis_app.findings.placements.actions import KIND

__all__ = ["KIND", "work"]

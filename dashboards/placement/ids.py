"""Names of the parts that callbacks and assets/placement.mjs speak of."""

from enum import StrEnum

PREFIX = "/planner/placement/"


class Placement(StrEnum):
    """Parts of the page of placement."""

    PAGE = "placement"
    CHANGED = "placement-changed"
    CURVE = "placement-curve"

"""Names of the parts that callbacks speak of."""

from enum import StrEnum

PREFIX = "/planner/inventory/"


class Inventory(StrEnum):
    """Parts of the page of the inventory."""

    ALL = "inventory-all"
    CHOSEN = "inventory-chosen"
    CONTENT = "inventory-content"
    DECIDE = "inventory-decide"
    DONE = "inventory-done"
    MAP = "inventory-map"
    METRES = "inventory-metres"
    NOTE = "inventory-note"

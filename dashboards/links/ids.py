"""Names of the parts that callbacks and assets/links.js speak of."""

from enum import StrEnum

PREFIX = "/planner/links/"


class Links(StrEnum):
    """Parts of the page of links."""

    CHOSEN = "link-chosen"
    CONTENT = "link-content"
    DECIDE = "link-decide"
    DONE = "link-done"
    NOTE = "link-note"
    MAP = "link-map"

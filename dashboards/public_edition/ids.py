"""Names of the parts that callbacks speak of."""

from enum import StrEnum

PREFIX = "/planner/public/"


class Part(StrEnum):
    """Parts of the page of the public edition."""

    BODY = "edition-body"
    TICK = "edition-tick"
    NOTE = "edition-note"
    AGAIN = "edition-again"
    NOW = "edition-now"
    EVERY = "edition-every"

"""Names of the page's parts."""

from enum import StrEnum

PREFIX = "/planner/coverage/"


class Coverage(StrEnum):
    HEAD = "coverage-head"
    BODY = "coverage-body"
    GAPS = "coverage-gaps"
    MAP = "coverage-map"
    AREA = "coverage-area"
    AGAIN = "coverage-again"
    SAVE = "coverage-save"
    FILE = "coverage-file"
    NOTE = "coverage-note"
    TICK = "coverage-tick"

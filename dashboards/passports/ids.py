"""Names of the parts that callbacks speak of."""

from enum import StrEnum


class Passports(StrEnum):
    """Parts of the page of cameras."""

    CONTENT = "passports-content"

"""The districts carry their name in two languages."""

from typing import Any


def records(cells: dict[str, str]) -> list[dict[str, Any]]:
    """The one area, its names by language."""
    return [{"names": {"ru": cells["name"], "en": cells["name_en"]}}]

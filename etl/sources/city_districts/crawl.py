"""The districts that `new-city` wrote carry their names by language as one object."""

from typing import Any


def records(cells: dict[str, Any]) -> list[dict[str, Any]]:
    """The one area, its names by language."""
    return [{"names": cells["names"] or {}}]

"""The districts carry their name in four languages."""

from typing import Any


def records(cells: dict[str, str]) -> list[dict[str, Any]]:
    """The one area, its names by language."""
    return [{"names": {code: cells[f"name_{code}"] for code in ("ru", "en", "uk", "kk")}}]

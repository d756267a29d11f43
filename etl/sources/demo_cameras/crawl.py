"""A camera's resolution is written as one text, and an azimuth that nobody knows is left blank."""

from typing import Any


def records(cells: dict[str, str]) -> list[dict[str, Any]]:
    """The one camera, its resolution in two numbers, and which optical fields nobody stated."""
    width, _by, height = cells["resolution"].partition("x")
    unknown = [name for name in ("azimuth", "hfov", "tilt") if not cells[name].strip() and cells["type"] != "dome"]
    return [{"width_px": _number(width), "height_px": _number(height), "assumed": unknown}]


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() else None

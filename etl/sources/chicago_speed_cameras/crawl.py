"""A row is one camera that watches one or two approaches; `NA` means that there is no second one."""

from typing import Any

from etl.sources.approaches import azimuth


def records(cells: dict[str, str]) -> list[dict[str, Any]]:
    """The one camera, its first approach as azimuth, the second as a further sector."""
    stated = [azimuth(cells[name]) for name in ("FIRST APPROACH", "SECOND APPROACH")]
    known = [degrees for degrees in stated if degrees is not None]
    return [{"azimuth": known[0] if known else None, "sectors": known[1:], "assumed": ["azimuth"]}]

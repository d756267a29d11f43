"""A row is an intersection: each of its approaches is a camera that looks along the direction of travel."""

from typing import Any

from etl.sources.approaches import azimuth

APPROACHES = ("FIRST APPROACH", "SECOND APPROACH", "THIRD APPROACH")


def records(cells: dict[str, str]) -> list[dict[str, Any]]:
    """A camera for each stated approach; one without a direction where none is stated."""
    stated = [cells[name].strip() for name in APPROACHES if cells[name].strip()]
    return [
        {
            "code": f"{cells['INTERSECTION'].strip()} {approach}".strip(),
            "azimuth": azimuth(approach),
            "assumed": ["azimuth"],
        }
        for approach in stated or [""]
    ]

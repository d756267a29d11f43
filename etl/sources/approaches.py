"""Chicago's approach codes: the direction of travel, and so, for a camera behind the rear plate, its azimuth."""

DIRECTIONS = {"NB": 0.0, "NEB": 45.0, "EB": 90.0, "SEB": 135.0, "SB": 180.0, "SWB": 225.0, "WB": 270.0, "NWB": 315.0}


def azimuth(approach: str) -> float | None:
    """Degrees clockwise from north; None for `NA` and whatever is no approach code."""
    return DIRECTIONS.get(approach.strip().upper())

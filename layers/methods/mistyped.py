"""How coordinates are typed wrongly, undone: arrays of degrees in, arrays of degrees out, NaN where it can't be."""

from collections.abc import Callable

import numpy as np

Reading = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


def minutes(value: np.ndarray) -> np.ndarray:
    """Degrees and minutes typed as one decimal number: 51 degrees 7.35 minutes written 51.0735.

    >>> minutes(np.array([51.0735, -0.3, 51.61])).round(4)
    array([51.1225, -0.5   ,     nan])
    """
    whole, rest = _apart(value)
    return np.where(rest < 60, np.copysign(whole + rest / 60, value), np.nan)


def seconds(value: np.ndarray) -> np.ndarray:
    """Degrees, minutes and seconds typed as one decimal number: 51 degrees 7 minutes 35 seconds written 51.0735.

    >>> seconds(np.array([51.0735, 51.0775])).round(4)
    array([51.1264,     nan])
    """
    whole, rest = _apart(value)
    of_minutes = np.floor(rest + 1e-7)
    of_seconds = np.maximum(rest - of_minutes, 0) * 100
    sound = (of_minutes < 60) & (of_seconds < 60)
    return np.where(sound, np.copysign(whole + of_minutes / 60 + of_seconds / 3600, value), np.nan)


def _apart(value: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whole degrees, and the two digits after the point with what follows them."""
    size = np.abs(value)
    whole = np.trunc(size)
    return whole, np.round((size - whole) * 100, 9)


READINGS: dict[str, Reading] = {
    "swapped": lambda lon, lat: (lat, lon),
    "minutes": lambda lon, lat: (minutes(lon), minutes(lat)),
    "seconds": lambda lon, lat: (seconds(lon), seconds(lat)),
    "sign": lambda lon, lat: (-lon, lat),
}

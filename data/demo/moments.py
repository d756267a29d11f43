"""When things happen: days weighed by season and weekday, hours by the kind of day."""

import datetime as dt

import numpy as np

FIRST_DAY = dt.date(2024, 11, 1)
LAST_DAY = dt.date(2026, 10, 31)
DAYS = (LAST_DAY - FIRST_DAY).days + 1

EVENING = np.array([5, 4, 3, 2, 1, 1, 1, 2, 3, 3, 4, 5, 5, 5, 6, 6, 7, 9, 10, 11, 12, 12, 10, 8], float)
NIGHT = np.array([12, 11, 9, 7, 4, 2, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 5, 6, 7, 9, 11, 13, 13], float)
OFFICE = np.array([1, 0, 0, 0, 0, 0, 1, 3, 6, 10, 12, 13, 11, 11, 12, 12, 10, 8, 5, 3, 2, 2, 1, 1], float)
RUSH = np.array([2, 1, 1, 1, 1, 2, 5, 9, 11, 8, 6, 6, 7, 7, 7, 8, 10, 13, 12, 9, 7, 5, 4, 3], float)
SUMMER = np.array([6, 6, 7, 9, 11, 12, 12, 12, 10, 9, 7, 6], float)
WINTER = np.array([11, 10, 9, 8, 7, 7, 7, 7, 8, 9, 10, 11], float)
EVEN = np.ones(12)


def moments(
    rng: np.random.Generator, count: int, hours: np.ndarray, months: np.ndarray, weekend: float
) -> list[dt.datetime]:
    """Moments in the city's time; `weekend` is how many times a Saturday outweighs a Tuesday."""
    days = [FIRST_DAY + dt.timedelta(days=k) for k in range(DAYS)]
    weights = np.array([months[day.month - 1] * (weekend if day.weekday() >= 5 else 1.0) for day in days])
    chosen = rng.choice(DAYS, count, p=weights / weights.sum())
    hour = rng.choice(24, count, p=hours / hours.sum())
    minute = rng.integers(0, 12, count) * 5
    start = dt.datetime.combine(FIRST_DAY, dt.time())
    return [
        start + dt.timedelta(days=int(d), hours=int(h), minutes=int(m))
        for d, h, m in zip(chosen, hour, minute, strict=True)
    ]

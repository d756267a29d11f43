"""Counts of two periods against each other, with the certainty that such counts have."""

from dataclasses import dataclass

from scipy.special import betaincinv

LEVEL = 0.95


@dataclass(frozen=True)
class Ratio:
    """A rate against another: `value` and the ends of its exact interval, each 1.0 for "the same"; None for no end."""

    value: float | None
    low: float
    high: float | None

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out "the same"."""
        return self.low > 1.0 or (self.high is not None and self.high < 1.0)


def rate_ratio(now: int, before: int, days_now: float, days_before: float, level: float = LEVEL) -> Ratio:
    """The ratio of two Poisson rates, counts over days, with its exact conditional interval.

    Given their sum, the first count is binomial with p = r d1 / (r d1 + d2), r being the ratio; the interval of p is
    Clopper and Pearson's (Biometrika 26, 1934), turned into one of r, after Przyborowski and Wilenski (Biometrika 31,
    1940). It never covers less than `level`. Raises ValueError for counts below zero or days not above it.

    >>> found = rate_ratio(30, 20, 365, 365)
    >>> round(found.value, 2), round(found.low, 3), round(found.high, 3), found.clear
    (1.5, 0.824, 2.787, False)
    """
    if now < 0 or before < 0 or days_now <= 0 or days_before <= 0:
        raise ValueError("Counts are not below zero, and days are above it.")
    tail, exposure = (1 - level) / 2, days_before / days_now
    low = betaincinv(now, before + 1, tail) if now else 0.0
    high = betaincinv(now + 1, before, 1 - tail) if before else 1.0
    value = now / before * exposure if before else None
    return Ratio(value, _odds(low) * exposure, _odds(high) * exposure if before else None)


def _odds(share: float) -> float:
    return float(share / (1 - share))

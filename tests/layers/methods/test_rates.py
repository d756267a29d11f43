"""The ratio of two counts and its exact interval."""

import numpy as np
import pytest
from scipy.stats import binomtest

from layers.methods.rates import rate_ratio


@pytest.mark.parametrize(("now", "before"), [(30, 20), (3, 9), (486, 517), (1, 1)])
def test_the_interval_is_that_of_the_binomial_share(now, before):
    share = binomtest(now, now + before).proportion_ci(0.95, method="exact")
    found = rate_ratio(now, before, 100, 100)
    assert found.low == pytest.approx(share.low / (1 - share.low))
    assert found.high == pytest.approx(share.high / (1 - share.high))


def test_half_the_days_doubles_the_rate():
    assert rate_ratio(50, 50, 30, 60).value == pytest.approx(2)
    assert rate_ratio(50, 50, 30, 60).low == pytest.approx(2 * rate_ratio(50, 50, 60, 60).low)


def test_none_before_has_no_upper_end_and_none_now_no_lower():
    assert (rate_ratio(5, 0, 1, 1).value, rate_ratio(5, 0, 1, 1).high) == (None, None)
    assert (rate_ratio(0, 5, 1, 1).value, rate_ratio(0, 5, 1, 1).low) == (0, 0)
    assert not rate_ratio(0, 0, 1, 1).clear


def test_two_hundred_against_a_hundred_is_clear_and_eleven_against_ten_is_not():
    assert rate_ratio(200, 100, 365, 365).clear
    assert rate_ratio(100, 200, 365, 365).clear
    assert not rate_ratio(11, 10, 365, 365).clear


def test_the_interval_holds_the_true_ratio_at_least_as_often_as_it_says():
    rng = np.random.default_rng(7)
    found = [
        rate_ratio(int(a), int(b), 1, 1) for a, b in zip(rng.poisson(24, 2000), rng.poisson(20, 2000), strict=True)
    ]
    held = np.mean([one.low <= 1.2 <= one.high for one in found])
    assert held >= 0.945


def test_counts_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="below zero"):
        rate_ratio(-1, 3, 1, 1)
    with pytest.raises(ValueError, match="days"):
        rate_ratio(1, 3, 0, 1)

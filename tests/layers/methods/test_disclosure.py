"""No published figure is below the minimum, and none can be derived from the others."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers.methods.disclosure import disclose

KEYS = st.integers(1, 60).flatmap(
    lambda n: st.lists(st.lists(st.integers(-1, 6), min_size=n, max_size=n), min_size=1, max_size=4)
)


def members(levels, told) -> list[set[int]]:
    """Which records each figure counts, found again from the rule: at its level, under its key, in no finer figure."""
    found, taken = [], set()
    for level, keys in enumerate(levels):
        figures = [
            {row for row in np.flatnonzero(keys == key) if row not in taken} for key in told.key[told.level == level]
        ]
        found += figures
        taken |= set().union(*figures)
    return found


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(KEYS, st.integers(2, 7))
def test_figures_share_no_record_and_none_is_below_the_minimum(raw, least):
    levels = [np.array(keys) for keys in raw]
    told = disclose(levels, least)
    counted = members(levels, told)
    assert [len(one) for one in counted] == list(told.counts)
    assert all(count >= least for count in told.counts)
    assert sum(map(len, counted)) == len(set().union(*counted))
    assert told.counts.sum() + told.withheld == len(levels[0])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(KEYS, st.integers(2, 7))
def test_what_is_withheld_has_too_few_of_its_like_at_every_level(raw, least):
    levels = [np.array(keys) for keys in raw]
    told = disclose(levels, least)
    left = set(range(len(levels[0]))) - set().union(*members(levels, told), set())
    for keys in levels:
        assert all(np.count_nonzero(keys[list(left)] == key) < least for key in set(keys[list(left)]) if key >= 0)


def test_the_finest_level_that_suffices_is_taken():
    fine, coarse = np.array([1, 1, 1, 2, 2, 3]), np.array([9, 9, 9, 9, 9, 9])
    told = disclose([fine, coarse], 3)
    assert (list(told.level), list(told.key), list(told.counts), told.withheld) == ([0, 1], [1, 9], [3, 3], 0)


def test_a_minimum_that_hides_nothing_is_refused():
    with pytest.raises(ValueError, match="hides nothing"):
        disclose([np.array([1])], 1)

"""A search that is ended early says so, and never that it found the best."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix, random_array

from layers.methods.maximal_cover import Status, exact, lazy_greedy, problem


@pytest.fixture(scope="module")
def hard():
    """Four hundred sets of a random density, of which no bound is tight."""
    rng = np.random.default_rng(4)
    covers = csr_matrix(random_array((400, 2000), density=0.02, rng=rng) > 0)
    return problem(covers, rng.integers(1, 9, 2000), limit=25)


def test_out_of_time_gives_a_choice_its_bound_and_no_word_of_the_best(hard):
    found = exact(hard, seconds=1.5)
    assert found.status == Status.TIME_OUT
    assert found.seconds < 10
    assert found.objective < found.bound
    assert 0 < found.gap < 1
    assert found.objective >= lazy_greedy(hard).objective


def test_a_watcher_hears_of_it_and_ends_it(hard):
    told = []

    def watch(objective, bound, seconds):
        told.append((objective, bound, seconds))
        return seconds > 0.8

    found = exact(hard, seconds=60, watch=watch)
    assert found.status == Status.CANCELLED
    assert found.seconds < 10
    assert all(objective <= bound for objective, bound, _ in told)
    assert found.objective > 0


def test_a_gap_that_is_wanted_is_kept_and_named(hard):
    found = exact(hard, gap=0.2)
    assert found.status == Status.WITHIN_GAP
    assert 0 < found.gap <= 0.2

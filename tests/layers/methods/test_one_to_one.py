"""The assignment is the best there is, compared with every other on small lists."""

from itertools import combinations

import numpy as np
import pytest

from layers.methods.one_to_one import assign


def best(a, b, cost, limit):
    """The greatest worth of any one-to-one choice, by trying them all."""
    worth, numbers = 0.0, range(len(cost))
    for size in range(1, 5):
        for chosen in combinations(numbers, size):
            if len({a[n] for n in chosen}) == len({b[n] for n in chosen}) == size:
                worth = max(worth, sum(limit - cost[n] for n in chosen))
    return worth


@pytest.mark.parametrize("seed", range(20))
def test_no_other_choice_is_worth_more(seed):
    rng = np.random.default_rng(seed)
    pairs = np.unique(rng.integers(0, 4, (9, 2)), axis=0)
    cost = rng.uniform(0, 14, len(pairs))
    chosen = assign(pairs[:, 0], pairs[:, 1], cost, limit=10)
    assert len(set(pairs[chosen, 0])) == len(set(pairs[chosen, 1])) == len(chosen)
    assert (cost[chosen] < 10).all()
    assert (10 - cost[chosen]).sum() == pytest.approx(best(pairs[:, 0], pairs[:, 1], cost, 10))


@pytest.mark.parametrize("seed", range(5))
def test_turned_about_it_chooses_the_same(seed):
    rng = np.random.default_rng(seed)
    pairs, cost = np.unique(rng.integers(0, 30, (60, 2)), axis=0), None
    cost = rng.uniform(0, 12, len(pairs))
    assert assign(pairs[:, 0], pairs[:, 1], cost, 10).tolist() == assign(pairs[:, 1], pairs[:, 0], cost, 10).tolist()


def test_without_candidates_nobody_is_chosen():
    assert assign([], [], [], limit=10).size == 0
    assert assign([0], [0], [10.0], limit=10).size == 0

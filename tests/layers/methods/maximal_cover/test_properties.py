"""What holds for every placement."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_matrix, hstack

from layers.methods.maximal_cover import curve_bounds, exact, lazy_greedy, problem, random_gains

MATRICES = arrays(np.int8, (7, 10), elements=st.integers(0, 1)).map(csr_matrix)
WEIGHTS = arrays(np.float64, 10, elements=st.sampled_from([0, 0.1, 0.7, 1, 2, 3.3, 40]))
COSTS = arrays(np.float64, 7, elements=st.sampled_from([0, 0.5, 1, 1.5, 4]))
GROUPS = arrays(np.int64, 7, elements=st.integers(-1, 2))


def worth(covers, weights, rows):
    return weights[np.unique(covers[list(rows)].indices)].sum() if rows else 0.0


def best(covers, weights, limit, costs, budget, groups):
    """By trying every choice."""
    allowed = [
        rows
        for number in range(limit + 1)
        for rows in combinations(range(covers.shape[0]), number)
        if costs[list(rows)].sum() <= budget
        and len(set(found := [groups[row] for row in rows if groups[row] >= 0])) == len(found)
    ]
    return max(worth(covers, weights, rows) for rows in allowed)


@settings(max_examples=60, deadline=None)
@given(MATRICES, WEIGHTS, COSTS, GROUPS, st.integers(0, 5), st.sampled_from([0.5, 2, 5, 100]))
def test_the_best_is_found_whatever_the_rules(covers, weights, costs, groups, limit, budget):
    asked = problem(covers, weights, limit=limit, costs=costs, budget=budget, groups=groups)
    truth, found, greedy = best(covers, weights, limit, costs, budget, groups), exact(asked), lazy_greedy(asked)
    assert found.objective == pytest.approx(truth, rel=1e-6)
    assert found.objective == pytest.approx(worth(covers, weights, found.chosen))
    assert found.bound >= truth - 1e-6
    assert greedy.objective <= truth + 1e-9 <= greedy.bound + 1e-6
    for answer in (found, greedy):
        assert answer.cost == pytest.approx(costs[list(answer.chosen)].sum())
        assert answer.cost <= budget + 1e-9
        taken = [groups[row] for row in answer.chosen if groups[row] >= 0]
        assert len(taken) == len(set(taken))


@settings(max_examples=40, deadline=None)
@given(MATRICES, WEIGHTS, st.integers(1, 5))
def test_greed_keeps_its_promise_and_adds_ever_less(covers, weights, limit):
    asked = problem(covers, weights, limit=limit)
    greedy, found = lazy_greedy(asked), exact(asked)
    assert greedy.objective >= (1 - (1 - 1 / limit) ** limit) * found.objective - 1e-9
    assert all(later <= before + 1e-9 for before, later in zip(greedy.gains, greedy.gains[1:], strict=False))
    assert exact(problem(covers, weights, limit=limit + 1)).objective >= found.objective - 1e-9


@settings(max_examples=30, deadline=None)
@given(MATRICES, WEIGHTS, st.integers(1, 4), st.integers(0, 9))
def test_a_demand_twice_is_a_demand_of_double_weight(covers, weights, limit, which):
    doubled = weights.copy()
    doubled[which] *= 2
    twice = problem(hstack([covers, covers[:, [which]]]), [*weights, weights[which]], limit=limit)
    once = problem(covers, doubled, limit=limit)
    assert exact(twice).objective == pytest.approx(exact(once).objective)
    assert lazy_greedy(twice).chosen == lazy_greedy(once).chosen


@settings(max_examples=30, deadline=None)
@given(MATRICES, WEIGHTS, st.integers(1, 4), st.integers(0, 6))
def test_a_camera_that_exists_never_lowers_the_total(covers, weights, limit, there):
    existing = np.isin(np.arange(10), covers[[there]].indices)
    before = worth(covers, weights, [there])
    assert before + exact(problem(covers, weights, limit=limit, existing=existing)).objective >= (
        exact(problem(covers, weights, limit=limit)).objective - 1e-6
    )


@settings(max_examples=30, deadline=None)
@given(MATRICES, WEIGHTS, COSTS, st.permutations(range(7)))
def test_the_order_of_the_candidates_does_not_matter_to_the_best(covers, weights, costs, order):
    turned = problem(covers[order], weights, costs=costs[order], budget=3)
    assert exact(turned).objective == pytest.approx(exact(problem(covers, weights, costs=costs, budget=3)).objective)


@settings(max_examples=25, deadline=None)
@given(MATRICES, WEIGHTS)
def test_the_curve_of_bounds_lies_above_every_best_and_rises(covers, weights):
    asked = problem(covers, weights, limit=6)
    numbers = range(7)
    bounds = curve_bounds(asked, lazy_greedy(asked).chosen, numbers, [None] * 7)
    bests = [exact(problem(covers, weights, limit=number)).objective for number in numbers]
    assert all(bound >= found - 1e-6 for bound, found in zip(bounds, bests, strict=True))
    assert bounds == sorted(bounds)


@settings(max_examples=25, deadline=None)
@given(MATRICES, WEIGHTS, COSTS)
def test_the_curve_of_bounds_holds_for_budgets(covers, weights, costs):
    budgets = [0, 1, 2, 4]
    asked = problem(covers, weights, costs=costs, budget=4)
    bounds = curve_bounds(asked, lazy_greedy(asked).chosen, [None] * 4, budgets)
    bests = [exact(problem(covers, weights, costs=costs, budget=budget)).objective for budget in budgets]
    assert all(bound >= found - 1e-6 for bound, found in zip(bounds, bests, strict=True))


@settings(max_examples=25, deadline=None)
@given(MATRICES, WEIGHTS, GROUPS)
def test_chance_keeps_the_rules_and_never_beats_the_best(covers, weights, groups):
    asked = problem(covers, weights, limit=3, groups=groups)
    drawn = random_gains(asked, 3, times=20, rng=np.random.default_rng(5))
    assert drawn.shape == (20, 4)
    assert (np.diff(drawn) >= -1e-9).all()
    assert drawn.max() <= exact(asked).objective + 1e-6

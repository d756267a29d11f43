"""One view per pole, budgets, what is there already, what must be: kept, and promised only what holds."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from layers.methods.maximal_cover import Status, exact, lazy_greedy, problem
from layers.methods.maximal_cover.greedy import DeadEnd

# 1 north sees the first event, 1 east the second, 2 north the first.
TWO_POLES = csr_matrix([[1, 0], [0, 1], [1, 0]])
EVENTS, POLES = [1.01, 1.00], [1, 1, 2]


def test_one_view_per_pole_costs_greed_its_promise():
    asked = problem(TWO_POLES, EVENTS, limit=2, groups=POLES)
    greedy, best = lazy_greedy(asked), exact(asked)
    assert greedy.objective == pytest.approx(1.01)
    assert greedy.guarantee == 0.5
    assert greedy.bound >= 2.01 - 1e-9
    assert best.objective == pytest.approx(2.01)
    assert (sorted(best.chosen), best.status, best.guarantee) == ([1, 2], Status.OPTIMAL, None)


def test_the_known_share_is_promised_for_a_count_alone():
    assert lazy_greedy(problem(TWO_POLES, EVENTS, limit=2)).guarantee == pytest.approx(1 - 1 / np.e)
    bought = {"costs": [1, 1, 1], "budget": 2}
    assert lazy_greedy(problem(TWO_POLES, EVENTS, **bought)).guarantee == pytest.approx((1 - 1 / np.e) / 2)
    assert lazy_greedy(problem(TWO_POLES, EVENTS, limit=2, **bought)).guarantee is None
    assert lazy_greedy(problem(TWO_POLES, EVENTS, groups=POLES, **bought)).guarantee is None
    assert lazy_greedy(problem(TWO_POLES, EVENTS, limit=2, must=[1])).guarantee is None


def test_a_cheap_candidate_does_not_lure_greed_from_the_one_that_pays():
    covers, weights = csr_matrix(np.eye(2)), [2.0, 100.0]
    found = lazy_greedy(problem(covers, weights, costs=[1, 100], budget=100))
    assert (found.chosen, found.objective, found.cost) == ((1,), 100, 100)


def test_a_budget_below_the_cheapest_buys_nothing_and_that_is_the_best():
    found = exact(problem(TWO_POLES, EVENTS, costs=[5, 5, 5], budget=4))
    assert (found.chosen, found.objective, found.bound, found.status) == ((), 0, 0, Status.OPTIMAL)
    assert (found.gap, found.better_possible) == (0, None)


def test_a_budget_is_spent_to_the_last_coin():
    found = exact(problem(csr_matrix(np.eye(3)), [3, 2, 2], costs=[0.3, 0.1, 0.2], budget=0.3))
    assert (sorted(found.chosen), found.objective) == ([1, 2], 4)


def test_a_choice_that_greed_does_not_find_is_not_said_to_be_impossible():
    sees = [[1, 1, 1, 1, 0, 0], [1, 1, 0, 0, 1, 0], [0, 0, 1, 1, 0, 1]]
    asked = problem(csr_matrix(sees), np.ones(6), limit=2, must=range(6))
    with pytest.raises(DeadEnd, match="No choice was found"):
        lazy_greedy(asked)
    best = exact(asked)
    assert (sorted(best.chosen), best.status) == ([1, 2], Status.OPTIMAL)


def test_what_is_seen_already_is_not_bought_again():
    found = lazy_greedy(problem(TWO_POLES, EVENTS, limit=1, existing=[True, False]))
    assert (found.chosen, found.gains) == ((1,), (1.0,))


def test_the_required_come_first_and_count_and_cost():
    found = exact(problem(TWO_POLES, EVENTS, limit=2, required=[2], costs=[1, 2, 4], budget=6))
    assert (found.chosen, found.gains, found.cost) == ((2, 1), (1.01, 1.0), 6)


def test_a_pole_of_a_required_view_takes_no_other():
    found = exact(problem(TWO_POLES, EVENTS, limit=2, required=[0], groups=POLES))
    assert found.chosen == (0,)


def test_the_forbidden_are_not_chosen():
    assert exact(problem(TWO_POLES, EVENTS, limit=1, forbidden=[True, False, True])).chosen == (1,)


def test_what_must_be_seen_is_seen_though_it_is_worth_nothing():
    covers = csr_matrix([[1, 1, 0], [0, 0, 1]])
    for solve in (exact, lazy_greedy):
        assert solve(problem(covers, [5, 5, 0], limit=1, must=[2])).chosen == (1,)


def test_what_must_be_seen_and_cannot_be_is_said():
    covers = csr_matrix([[1, 0, 0], [0, 1, 0]])
    with pytest.raises(ValueError, match="from no candidate"):
        exact(problem(covers, [1, 1, 1], limit=2, must=[2]))
    with pytest.raises(ValueError, match="No choice was found"):
        lazy_greedy(problem(covers, [1, 1, 1], limit=1, must=[0, 1]))
    with pytest.raises(ValueError, match="No choice"):
        exact(problem(covers, [1, 1, 1], limit=1, must=[0, 1]))


def test_where_greed_takes_too_many_for_what_must_be_seen_the_solver_finds_fewer():
    covers = csr_matrix([[1, 1, 1, 0, 1, 1, 0, 0], [1, 1, 1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 1, 1, 1]])
    asked = problem(covers, np.ones(8), limit=2, must=range(8))
    with pytest.raises(ValueError, match="No choice was found"):
        lazy_greedy(asked)
    assert sorted(exact(asked).chosen) == [1, 2]


def test_equal_candidates_are_taken_in_their_order():
    covers = csr_matrix([[0, 1, 1], [1, 1, 0], [1, 0, 1]])
    assert lazy_greedy(problem(covers, [0.1, 0.1, 0.1], limit=1)).chosen == (0,)
    assert lazy_greedy(problem(covers, [0.1, 0.2, 0.3], limit=2)).chosen == (0, 1)


def test_more_cameras_than_candidates_is_all_that_help():
    found = exact(problem(TWO_POLES, EVENTS, limit=50))
    assert (found.objective, found.status, len(found.chosen)) == (pytest.approx(2.01), Status.OPTIMAL, 2)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_without_candidates_or_demand_nothing_is_chosen(shape):
    for solve in (exact, lazy_greedy):
        found = solve(problem(csr_matrix(shape), np.ones(shape[1]), limit=3))
        assert (found.chosen, found.objective, found.bound) == ((), 0, 0)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "a number of cameras, a budget, or both"),
        ({"limit": -1}, "not below zero"),
        ({"limit": 1, "costs": [1, np.nan, 1]}, "A cost is a number"),
        ({"limit": 1, "costs": [1]}, "for each of 3"),
        ({"limit": 1, "groups": [1]}, "for each of 3"),
        ({"limit": 1, "existing": [True]}, "for each of 2"),
        ({"limit": 1, "required": [0, 1]}, "2 candidates are required, but 1"),
        ({"limit": 2, "required": [0, 1], "groups": POLES}, "of one group"),
        ({"limit": 1, "required": [0], "forbidden": [True, False, False]}, "both required and forbidden"),
        ({"budget": 1, "costs": [2, 2, 2], "required": [0]}, "cost more than the budget"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(asked, sentence):
    with pytest.raises(ValueError, match=sentence):
        problem(TWO_POLES, EVENTS, **asked)


@pytest.mark.parametrize("weights", [[1, np.nan], [1, -1], [1, np.inf], [1]])
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(ValueError, match="weight"):
        problem(TWO_POLES, weights, limit=1)

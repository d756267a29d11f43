"""Placements whose best value somebody else published or proved."""

import numpy as np
import pytest

from layers.methods.maximal_cover import Status, exact, greedy_cover, lazy_greedy, problem, set_cover
from tests.layers.methods.maximal_cover.oracles import beasley, san_francisco, sao_jose, swain, within


def reevaluated(covers, weights, chosen):
    return weights[np.unique(covers[list(chosen)].indices)].sum()


def test_four_stores_of_san_francisco_see_what_spopt_published():
    covers, people = san_francisco()
    found = exact(problem(covers, people, limit=4))
    assert (found.objective, found.status, len(found.chosen)) == (875247, Status.OPTIMAL, 4)
    assert found.objective / people.sum() == pytest.approx(0.9163806, rel=1e-6)
    assert reevaluated(covers, people, found.chosen) == found.objective
    seen = np.unique(covers[list(found.chosen)].indices).size
    assert (205 - seen, round(100 * seen / 205, 3)) == (21, 89.756)


def test_eight_stores_of_san_francisco_see_all_that_can_be_seen():
    covers, _ = san_francisco()
    found = set_cover(covers)
    assert (found.cost, found.bound, found.status) == (8, 8, Status.OPTIMAL)
    assert found.unreachable == ()


def test_greed_in_san_francisco_falls_short_and_says_by_how_much_at_most():
    covers, people = san_francisco()
    found = lazy_greedy(problem(covers, people, limit=4))
    assert (found.objective, found.status) == (872611, Status.GREEDY)
    assert found.guarantee == pytest.approx(0.632, abs=1e-3)
    assert found.bound >= 875247
    assert found.objective / 875247 == pytest.approx(0.99699, abs=1e-5)
    assert found.better_possible >= 875247 / 872611 - 1 - 1e-12


@pytest.mark.parametrize(
    ("number", "best", "greedy"),
    [(1, 5461, 5461), (2, 8790, 8449), (3, 11604, 10665), (4, 12106, 11986), (5, 12152, 12116)],
)
def test_sao_jose_dos_campos(number, best, greedy):
    points, demand = sao_jose()
    covers = within(points, 800)
    found = exact(problem(covers, demand, limit=number))
    assert (found.objective, found.bound, found.status) == (best, best, Status.OPTIMAL)
    assert lazy_greedy(problem(covers, demand, limit=number)).objective == greedy


def test_five_see_all_of_sao_jose_dos_campos():
    assert set_cover(within(sao_jose()[0], 800)).cost == 5


@pytest.mark.parametrize(
    ("radius", "bests"), [(15, [515, 593, 625, 638, 640]), (10, [425, 502, 548, 581, 609, 625, 633])]
)
def test_swains_points_where_some_lie_exactly_on_the_radius(radius, bests):
    points, demand = swain()
    covers = within(points, radius)
    assert [exact(problem(covers, demand, limit=p)).objective for p in range(1, len(bests) + 1)] == bests


@pytest.mark.parametrize(("radius", "fewest"), [(15, 5), (10, 9)])
def test_fewest_that_see_all_of_swains_points(radius, fewest):
    assert set_cover(within(swain()[0], radius)).cost == fewest


@pytest.mark.parametrize(("name", "best", "greedy"), [("scp41", 429, 463), ("scp42", 512, 582), ("scp61", 138, 159)])
def test_weighted_covers_of_the_or_library(name, best, greedy):
    covers, costs = beasley(name)
    found = set_cover(covers, costs)
    assert (found.cost, found.bound, found.status) == (best, best, Status.OPTIMAL)
    assert greedy_cover(covers, costs).cost == greedy
    assert set(covers[list(found.chosen)].indices) == set(range(covers.shape[1]))

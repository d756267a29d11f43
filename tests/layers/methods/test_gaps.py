"""Squares in the order of what stays unseen in them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from layers.methods.gaps import gaps, middle_of, squares

PLACES = np.array([[10.0, 10.0], [20.0, 20.0], [60.0, 10.0], [-10.0, 10.0]])


def test_the_heaviest_square_comes_first_with_its_points():
    first, second = gaps(squares(PLACES, 50), np.array([1.0, 2.0, 5.0, 0.0]), most=10)
    assert (first.column, first.row, first.weight, first.points.tolist()) == (1, 0, 5.0, [2])
    assert (second.column, second.row, second.weight, second.points.tolist()) == (0, 0, 3.0, [0, 1])


def test_no_weight_is_no_gap():
    assert gaps(squares(PLACES, 50), np.zeros(4), most=10) == []


def test_the_middle_is_a_place_that_exists():
    assert middle_of(np.array([[0.0, 0.0], [10.0, 0.0], [11.0, 0.0]]), np.array([1.0, 1.0, 1.0])) == 1


@given(
    some.lists(some.tuples(some.integers(-200, 200), some.integers(-200, 200), some.integers(0, 9)), max_size=40),
    some.integers(1, 40),
)
def test_what_is_listed_is_the_heaviest_and_holds_its_points(points, most):
    places = np.array([point[:2] for point in points], dtype=float).reshape(-1, 2)
    weights = np.array([point[2] for point in points], dtype=float)
    cells = squares(places, 50)
    found = gaps(cells, weights, most)
    every = gaps(cells, weights, 10_000)
    assert [one.weight for one in found] == [one.weight for one in every][:most]
    assert sum(one.weight for one in every) == weights.sum()
    for one in found:
        assert {tuple(cell) for cell in cells[one.points]} == {(one.column, one.row)}
        assert weights[one.points].sum() == one.weight

"""What cameras add in the order of paying, and what a scenario costs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis_app.findings.camera_models import catalogue
from gis_app.findings.scenarios.bill import bill, terabytes
from gis_app.findings.scenarios.gains import in_order, times_seen
from gis_app.findings.scenarios.models import ScenarioCamera

SETS = st.lists(st.lists(st.integers(0, 19), unique=True).map(lambda one: np.array(sorted(one), int)), max_size=6)


def test_the_one_that_adds_most_comes_first_and_nothing_is_counted_twice():
    sets = [np.array([0, 1]), np.array([0, 1, 2]), np.array([3])]
    found = in_order(sets, np.ones(4, bool), np.array([1.0, 1, 1, 5]))
    assert [(one.index, one.points.tolist()) for one in found] == [(2, [3]), (1, [0, 1, 2]), (0, [])]


def test_what_is_seen_today_adds_nothing():
    [only] = in_order([np.array([0, 1])], np.array([False, True]), np.ones(2))
    assert only.points.tolist() == [1]


@given(SETS)
def test_what_all_add_is_what_they_see_together_and_never_grows(sets):
    found = in_order(sets, np.ones(20, bool), np.ones(20))
    together = set().union(*(one.tolist() for one in sets)) if sets else set()
    gains = [len(one.points) for one in found]
    assert (sum(gains), len(found)) == (len(together), len(sets))
    assert gains == sorted(gains, reverse=True)


@given(SETS)
def test_one_more_camera_never_lowers_how_often_a_point_is_seen(sets):
    today = np.array([0, 1, 2, 0] * 5)
    assert (times_seen(sets, today) >= times_seen(sets[:-1], today)).all()
    assert today.tolist() == [0, 1, 2, 0] * 5


def test_a_bill_is_the_sum_of_its_lines():
    made = [ScenarioCamera(model="bullet_4mp", mount="pole"), ScenarioCamera(model="bullet_4mp", mount="facade")]
    models = catalogue()
    found = bill(made, 30, models)
    assert found.cameras == 2 * models.model("bullet_4mp").price
    assert found.total == pytest.approx(sum(line.total for line in found.lines) + found.disk)
    assert found.mbit_s == 2 * models.model("bullet_4mp").mbit_s


def test_thirty_days_of_four_megabits_are_one_point_three_terabytes():
    assert terabytes(4, 30) == pytest.approx(1.296)
    assert terabytes(4, 0) == 0

"""What the page of placement says: the curve, how good an answer is, how sure, and amounts of money."""

import pytest

from dashboards.placement import chart, proposal, told, words
from dashboards.placement.chart import Point

OWN = [Point(0, 0, 0), Point(1, 0.2, 5), Point(2, 0.5, 8)]
BESIDE = [Point(0, 0, 0, bound=0, random=0), Point(2, 0.5, 8, bound=9, random=2)]
ANSWER = {"status": "within_gap", "objective": 856.2, "bound": 889, "gap": 0.037, "seconds": 12.4, "cameras": [{}] * 19}
JUDGED = {"promised": 0.54, "kept": 0.52, "random": 0.2}


def traces(figure) -> dict[str, tuple[list[float], list[float]]]:
    return {one.name: (list(one.x), list(one.y)) for one in figure.data}


def test_the_curve_stands_over_money_or_number_with_its_bound_and_random_places():
    found = traces(chart.curve(OWN, BESIDE, "cost", "budget", "incidents"))
    assert found["this scenario"] == ([0, 0.2, 0.5], [0, 5, 8])
    assert found["at most possible"] == ([0, 0.5], [0, 9])
    assert traces(chart.curve(OWN, BESIDE, "number", "n", "incidents"))["random places"] == ([0, 2], [0, 2])


def test_a_drawing_has_no_bound():
    assert set(traces(chart.curve(OWN, [], "cost", "budget", "incidents"))) == {"this scenario"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"better_possible": 0.0383}, "at most 3.8\N{NARROW NO-BREAK SPACE}% better is possible"),
        ({"status": "optimal", "better_possible": 0.0}, "no other choice sees more"),
        ({"status": "time_out", "better_possible": None}, "was not proven"),
        ({"cameras": []}, "No camera would see anything"),
        ({"cameras": [], "notes": ["no_places", "no_views"]}, "no place where a camera may stand"),
    ],
)
def test_how_good_an_answer_is_in_plain_words(more, told):
    assert told in proposal.sentence({**ANSWER, **more})


def test_behind_it_stand_objective_bound_gap_and_seconds():
    assert proposal.line(ANSWER) == "objective 856 · bound 889 · gap 3.7\N{NARROW NO-BREAK SPACE}% · 12 s"
    assert proposal.line({**ANSWER, "progress": {"objective": 860, "bound": None, "gap": None, "seconds": 3}}) == (
        "objective 860 · 3 s"
    )


def test_a_choice_is_judged_by_a_year_that_it_had_not_seen():
    assert "52\N{NARROW NO-BREAK SPACE}% of what nobody saw" in proposal.judged(JUDGED)
    assert "no earlier year" in proposal.judged(None)
    assert "from the years before no such choice" in proposal.judged(None, unsure=True)


def test_own_points_that_no_rule_allows_are_told_by_their_number_and_the_rule():
    assert proposal.points({}) == []
    assert proposal.points({"points_left_out": {"forbidden": 2, "homes": 1}}) == [
        "2 of your points lie in a forbidden zone.",
        "1 of your points is too near to a home.",
    ]


def test_incidents_without_an_exact_place_are_said():
    assert proposal.left_out({"demand": {"inexact": 40, "unplaced": 1}}).startswith("41 incidents")
    assert proposal.left_out({"demand": {"inexact": 0, "unplaced": 0}}) == ""


@pytest.mark.parametrize(
    ("amount", "told"), [(4_620_000, "4.62 M ₸"), (810_000, "810,000\N{NO-BREAK SPACE}₸"), (0, "0\N{NO-BREAK SPACE}₸")]
)
def test_money_is_short(amount, told):
    assert words.money(amount, "₸") == told


@pytest.mark.parametrize(
    ("proposed", "place", "sentence"),
    [
        ({}, "", ""),
        ({"nearest_m": 180.4}, "", "180 m from the nearest camera"),
        (
            {"nearest_m": 40, "hidden": {"metres": 60.2, "street": "Quay Street", "number": "12"}},
            "Quay Street 3",
            "40 m from the nearest camera; now hidden by No. 12 from a camera 60 m away",
        ),
        (
            {"hidden": {"metres": 60, "street": "Mill Lane", "number": "4"}},
            "Quay Street 3",
            "now hidden by No. 4, Mill Lane from a camera 60 m away",
        ),
        ({"hidden": {"metres": 5, "street": "", "number": ""}}, "", "now hidden by a building from a camera 5 m away"),
    ],
)
def test_beside_its_counts_stands_how_far_todays_cameras_are_and_what_hides_it(proposed, place, sentence):
    assert told.beside(proposed, place) == sentence

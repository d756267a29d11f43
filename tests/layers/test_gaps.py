"""The layer of gaps: at which class, to whom, and what a gap says of itself."""

import pytest

from gis_app.findings.coverage.models import Gap
from layers.gap_words import sentence
from tests.layers import made

pytestmark = pytest.mark.django_db


def positions(person, query: str = "") -> list[int]:
    return sorted(one["properties"]["position"] for one in made.features(person, "gaps", 16, query))


def test_the_usual_class_unless_another_is_named(pavel):
    first = made.gap(place=1)
    made.gap(place=2, quality="scrutinise", run=first.run)
    made.gap(place=3, quality="", run=first.run)
    assert positions(pavel) == [1]
    assert positions(pavel, "kind=scrutinise") == [2]
    assert positions(pavel, "kind=robbery") == [1]


def test_gaps_by_broken_cameras_too_are_not_drawn(pavel):
    made.gap(working=False)
    assert positions(pavel) == []


def test_a_run_of_before_is_not_drawn(pavel):
    made.gap(place=1)
    made.gap(place=2)
    assert positions(pavel) == [2]


def test_operators_and_auditors_are_told_no_gaps(everybody):
    gap = made.gap()
    for name, answer in {"pavel": 200, "oksana": 200, "olga": 403, "anna": 403, "artem": 403}.items():
        assert made.signed_in(everybody[name]).get(f"/api/v1/gaps/{gap.pk}").status_code == answer, name


def test_a_card_says_what_happened_why_and_at_which_class(pavel):
    gap = made.gap(street="Long Street", number="7")
    card = made.signed_in(pavel).get(f"/api/v1/gaps/{gap.pk}").json()
    facts = {fact["name"]: fact["value"] for fact in card["facts"]}
    assert card["title"] == "Long Street, 7"
    assert facts["Unseen"] == "Robbery: 2 in 12 months"
    assert facts["Reason"] == "180 m from the nearest camera"
    assert facts["Class"].endswith("edition 2025")


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (Gap.Why.FAR, "180 m from the nearest camera"),
        (Gap.Why.ASIDE, "a camera 180 m away looks elsewhere"),
        (Gap.Why.HIDDEN, "180 m from a camera, hidden by No. 12"),
        (Gap.Why.COARSE, "seen, but not finely enough; the nearest camera is 180 m away"),
        (Gap.Why.NONE, "there are no cameras"),
    ],
)
def test_every_reason_has_its_words(why, words):
    house = made.building(street="Long Street", number="12")
    gap = made.gap(why=why, street="Long Street", hidden_by=house if why == Gap.Why.HIDDEN else None)
    assert sentence(gap) == f"Robbery: 2 in 12 months; {words}"


def test_a_house_in_another_street_is_named_with_it_and_one_without_a_number_is_a_building():
    house = made.building(street="Short Street", number="3")
    assert "hidden by No. 3, Short Street" in sentence(made.gap(why="hidden", hidden_by=house))
    assert "hidden by a building" in sentence(made.gap(why="hidden", hidden_by=made.building()))


def test_many_kinds_are_told_by_the_three_most_frequent():
    counts = {"theft": 9, "robbery": 4, "assault": 2, "accident_killed": 1, "drugs": 1}
    assert sentence(made.gap(counts=counts)).startswith("Theft: 9, Robbery: 4, Assault and battery: 2, others: 2 in 12")

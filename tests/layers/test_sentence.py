"""Filters as a sentence in the reader's language."""

import pytest
from django.http import QueryDict
from django.utils import translation

from gis_app.incidents.filters import Filters
from layers.sentence import area, length, sentence
from tests.layers import made


def said(query: str) -> str:
    return sentence(Filters.parse(QueryDict(query)))


def test_nothing_is_any_time_and_all_kinds():
    assert said("") == "any time; all kinds"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2026-06-01&to=2026-07-01", "1 Jun 2026 – 30 Jun 2026"),
        ("from=2026-06-01", "from 1 Jun 2026 on"),
        ("to=2026-07-01", "until 30 Jun 2026"),
        ("kind=theft&kind=robbery", "Robbery, Theft"),
        ("precision=block", "known to the block or better"),
        ("within=-33,48,250", "within 250\u00a0m of 48.00000, -33.00000"),
        ("within=-33,48,-33,48.01,-32.99,48.01,-32.99,48", "in a drawn polygon of 4 corners, 0.83\u00a0km²"),
    ],
)
def test_each_filter_has_its_words(query, words):
    assert words in said(query)


@pytest.mark.django_db
def test_areas_go_by_their_names(city):
    made.area(code="5", name="Harbour")
    assert "in Harbour, beat:9" in said("area=5&area=beat:9")


def test_metres_become_kilometres():
    assert (length(9999), length(12_345)) == ("9,999\u00a0m", "12.3\u00a0km")
    assert (area(99_999), area(1_234_000)) == ("99,999\u00a0m²", "1.23\u00a0km²")


def test_russian_has_its_own_comma_and_spaces():
    with translation.override("ru"):
        assert length(12_345).startswith("12,3")

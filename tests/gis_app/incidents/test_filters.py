"""The filters are read strictly: what is malformed is told in one sentence, never guessed."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from gis_app.errors import BadFilter
from gis_app.incidents import queries
from gis_app.incidents.filters import NAMES, PRECISIONS, Filters
from gis_app.incidents.models import Crime

LETTERS = st.characters(exclude_categories=["Cs"])


def test_nothing_filters_nothing():
    assert Filters.parse(QueryDict("")) == Filters()
    assert Filters.parse(QueryDict("from=&to=&kind=&area=&precision=")) == Filters()


def test_filters_are_read_with_their_types():
    query = QueryDict("from=2026-06-01&to=2026-07-01&kind=theft&kind=arson&area=beat:0711&area=5&precision=block")
    assert Filters.parse(query) == Filters(
        date(2026, 6, 1), date(2026, 7, 1), ("arson", "theft"), ("5", "beat:0711"), "block"
    )


def test_order_and_repetition_give_the_same_key():
    one, other = QueryDict("kind=a&kind=b&area=1"), QueryDict("area=1&kind=b&kind=a&kind=b")
    assert Filters.parse(one).key() == Filters.parse(other).key()


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "from=2026-02-31",
        "from=20260601",
        "from=2026-06-01T00:00",
        "from=２０２６-06-01",
        "from=2026-06-01&from=2026-06-02",
        "from=2026-06-02&to=2026-06-02",
        "from=2026-06-03&to=2026-06-02",
        "kind=Theft;drop",
        "kind=" + "a" * 65,
        "area=beat:",
        "area=a:b:c",
        "area=a%00",
        "precision=exact",
        "precision=block&precision=point",
        "&".join(f"kind=k{number}" for number in range(51)),
        "&".join(f"area=a{number}" for number in range(201)),
    ],
)
def test_what_is_malformed_is_refused_in_one_sentence(query):
    with pytest.raises(BadFilter) as refusal:
        Filters.parse(QueryDict(query))
    assert str(refusal.value).endswith(".")


def test_a_misspelt_name_is_refused_where_the_names_are_known():
    assert Filters.parse(QueryDict("bbox=1"), also=["bbox"]) == Filters()
    with pytest.raises(BadFilter, match="no filter 'form'"):
        Filters.parse(QueryDict("form=2026-06-01"), also=["bbox"])


def test_an_area_that_is_not_here_is_refused(pavel, city):
    with pytest.raises(BadFilter, match="no area 'atlantis'"):
        queries.filtered(queries.visible_to(pavel, Crime), Filters(areas=("atlantis",)))


@given(st.dictionaries(st.sampled_from([*NAMES, "x"]), st.text(LETTERS, max_size=80)))
def test_any_text_is_either_read_or_refused(values):
    query = QueryDict(mutable=True)
    query.update(values)
    try:
        filters = Filters.parse(query)
    except BadFilter:
        return
    assert filters.precision in ("", *PRECISIONS)

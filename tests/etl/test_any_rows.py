"""Whatever the rows hold, each is counted once and none is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.run import deliver
from gis_app.incidents.models import Crime
from gis_app.sources.models import Delivery, Rejection
from tests.etl.files import HEADER, balanced, crime, crimes_csv

pytestmark = pytest.mark.django_db
NUMBERS = ["0", "-0", "nan", "inf", "1e400", "41", "-87", "-87.65", "41.85", "42.5"]
DATES = ["02/31/2014 01:00:00 PM", "03/09/2014 02:30:00 AM", "12/31/9999 11:59:59 PM"]
LETTERS = ["\0", "я", "\udcff", "\r", "a\nb", ",", '"', "'", "\\N", "\\.", "\u2028", "x" * 40_000]
WORDS = ["", " ", "NULL", "true", "=1+1", "THEFT", "{}", "%s", "%(a)s"]
WEIRD = NUMBERS + DATES + LETTERS + WORDS
CELL = st.one_of(st.sampled_from(WEIRD), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
CHANGED = st.dictionaries(st.sampled_from(HEADER), CELL, max_size=4)
ROWS = st.lists(st.tuples(st.integers(1, 4), CHANGED), max_size=8)
CALM = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@CALM
@given(rows=ROWS)
def test_every_row_is_loaded_updated_unchanged_or_rejected(square_city, tmp_path, rows):
    path = crimes_csv(tmp_path, *[{**crime(number), **changed} for number, changed in rows])
    Crime.objects.all().delete()
    Rejection.objects.all().delete()
    Delivery.objects.all().delete()
    first = balanced(deliver(path, "chicago_crimes"))
    assert first["read"] == len(rows)
    assert first["updated"] == 0
    assert first["made"] == first["loaded"] == Crime.objects.count()
    assert Rejection.objects.count() <= first["rejected"]
    kept = list(Crime.objects.order_by("key").values("key", "raw", "point", "at", "delivery"))

    again = balanced(deliver(path))
    assert (again["read"], again["loaded"], again["updated"]) == (first["read"], 0, 0)
    assert again["reasons"] == first["reasons"]
    assert list(Crime.objects.order_by("key").values("key", "raw", "point", "at", "delivery")) == kept

"""What people type finds what records say, in Python and in PostgreSQL alike."""

import pytest
from django.db import connection
from django.db.models import Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis_app.folding import APOSTROPHES, LETTERS, Fold, fold
from gis_app.places.models import City

LETTERS_OF_OURS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_characters="İ"),
        st.characters(min_codepoint=0x400, max_codepoint=0x52F, exclude_categories=["Mn", "Me", "Cn"]),
        st.sampled_from([*APOSTROPHES, *LETTERS, "\t", "\n", "\u00a0", "\u202f", "№", "½", "—"]),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("орёл", "ОРЕЛ"),
        ("гудзик", "Ґудзик"),
        ("слов'янська", "Слов’янська"),
        ("словʼянська", "Слов'янська"),
        ("словянська", "Слов’янська"),
        ("кабанбай батыр", "Қабанбай  батыр"),
        ("умит", "Үмит"),
        (" main st ", "Main\u00a0St"),
    ],
)
def test_what_is_typed_finds_what_is_written(typed, written):
    assert fold(typed) == fold(written)


@pytest.mark.parametrize(("one", "other"), [("мир", "мор"), ("кит", "кіт"), ("їжак", "іжак"), ("май", "маи")])
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LETTERS_OF_OURS)
def test_postgresql_folds_as_python_does(db, text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT safecity_fold(%s)", [text])
        assert cursor.fetchone() == (fold(text),)


def test_an_index_on_the_folded_name_serves(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE named AS SELECT 'Улица ' || n AS name FROM generate_series(1, 5000) n")
        cursor.execute("CREATE INDEX ON named (safecity_fold(name) text_pattern_ops)")
        cursor.execute("ANALYZE named")
        cursor.execute("EXPLAIN SELECT * FROM named WHERE safecity_fold(name) = safecity_fold('УЛИЦА 77')")
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "Index Scan" in plan or "Bitmap Index Scan" in plan


def test_a_query_compares_folded_values(city):
    found = City.objects.annotate(folded=Fold("name")).filter(folded=Fold(Value("SMALLHAVEN")))
    assert found.get() == city

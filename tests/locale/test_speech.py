"""Numbers, dates and the order of words, as each language has them; PostgreSQL puts words in the same order."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import Value
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis_app import speech
from gis_app.places.models import Area
from gis_app.speech import ALPHABETS

AT = datetime(2026, 3, 5, 14, 7, tzinfo=UTC)
LETTERS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
}


@pytest.mark.parametrize(
    ("code", "whole", "part", "day", "moment"),
    [
        ("en", "1,234,567", "−6.5", "5 Mar 2026", "5 Mar 2026, 14:07"),
        ("ru", "1\u202f234\u202f567", "−6,5", "05.03.2026", "05.03.2026, 14:07"),
        ("uk", "1\u202f234\u202f567", "−6,5", "05.03.2026", "05.03.2026, 14:07"),
        ("kk", "1\u202f234\u202f567", "−6,5", "05.03.2026", "05.03.2026, 14:07"),
    ],
)
def test_numbers_and_dates_are_written_as_the_reader_writes_them(code, whole, part, day, moment):
    with override(code):
        assert speech.number(1_234_567) == whole
        assert speech.number(-6.5, 1) == part
        assert speech.day(date(2026, 3, 5)) == day
        assert speech.moment(AT) == moment


@pytest.mark.parametrize(
    ("code", "months", "monday"),
    [
        ("en", ["January", "February"], "Monday"),
        ("ru", ["январь", "февраль"], "понедельник"),
        ("uk", ["січень", "лютий"], "понеділок"),
        ("kk", ["Қаңтар", "Ақпан"], "дүйсенбі"),
    ],
)
def test_charts_know_the_months_and_days_of_every_language(code, months, monday):
    with override(code):
        told = speech.of_browser()
    assert (told["months"][:2], told["days"][1].lower()) == (months, monday.lower())
    assert [len(told[name]) for name in ("months", "shortMonths", "days", "shortDays")] == [12, 12, 7, 7]


def test_kazakh_letters_stand_where_the_kazakh_alphabet_has_them():
    words = ["Һарун", "Іле", "Ыбырай", "Ұлытау", "Үмит", "Өскемен", "Ғабит", "Әл-Фараби", "Қабанбай", "Абай", "Ңа"]
    with override("kk"):
        assert sorted(words, key=speech.sort_key) == [
            "Абай", "Әл-Фараби", "Ғабит", "Қабанбай", "Ңа", "Өскемен", "Ұлытау", "Үмит", "Һарун", "Ыбырай", "Іле",
        ]  # fmt: skip


def test_ukrainian_letters_stand_where_the_ukrainian_alphabet_has_them():
    words = [
        "Ємельянова",
        "Їжакевича",
        "Івана",
        "Ґонти",
        "Голосіївська",
        "Йосипа",
        "Ірпінська",
        "Зв’язку",
        "Звіринецька",
    ]
    with override("uk"):
        assert sorted(words, key=speech.sort_key) == [
            "Голосіївська", "Ґонти", "Ємельянова", "Звіринецька", "Зв’язку", "Івана", "Ірпінська",
            "Їжакевича", "Йосипа",
        ]  # fmt: skip


@pytest.mark.parametrize("code", LETTERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_postgresql_puts_words_in_the_same_order(db, code, data):
    letters = LETTERS[code] + LETTERS[code].upper() + "' 1"
    words = data.draw(st.lists(st.text(letters, min_size=1, max_size=5), min_size=2, max_size=8, unique=True))
    with override(code), connection.cursor() as cursor:
        known = ", ".join(["(%s)"] * len(words))
        order, values = _sql(speech.in_order(Value("word")))
        cursor.execute(f"SELECT word FROM (VALUES {known}) AS given (word) ORDER BY {order}", [*words, *values])
        keys = [speech.sort_key(row[0])[0] for row in cursor.fetchall()]
    assert keys == sorted(keys)


def _sql(expression) -> tuple[str, list]:
    """The SQL of an expression over the column `word`."""
    compiler = Area.objects.all().query.get_compiler("default")
    sql, values = expression.resolve_expression(Area.objects.all().query).as_sql(compiler, connection)
    return sql.replace("%s", "word", 1), list(values)[1:]


def test_every_alphabet_has_its_letters_once():
    for code, letters in ALPHABETS.items():
        assert len(set(letters)) == len(letters), code
        assert set(LETTERS.get(code, "")) - set(letters) - {"ё"} == set(), code

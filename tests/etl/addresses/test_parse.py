"""Whatever way an address is written, its street and its number are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.addresses.parse import house_number, readings, street_name

SAME = [
    ("ул. Садовая", "Садовая улица", "САДОВАЯ УЛ", "улица  Садовая"),
    ("1-я Садовая ул.", "ул. 1-ая Садовая", "улица 1 Садовая"),
    ("пр-т Мира", "Мира проспект", "просп. Мира", "пр. Мира"),
    ("вул. Слов'янська", "Слов’янська вулиця", "вул Словянська"),
    ("Абай к-сі", "Абай көшесі", "көш. Абай"),
    ("Абылай хан д-лы", "Абылай хан даңғылы"),
    ("W Main St", "West Main Street", "Main St W"),
    ("ул. Зелёная", "Зеленая ул."),
]
NUMBERS = {
    "12А": "12а",
    "12-а": "12а",
    "12 а": "12а",
    "д. 12": "12",
    "12 корп. 2": "12к2",
    "12к2": "12к2",
    "7/1": "7/1",
}


@pytest.mark.parametrize("spellings", SAME, ids=lambda found: found[0])
def test_one_street_in_many_spellings(spellings):
    names = {street_name(one.replace("пр.", "просп.")) for one in spellings}
    assert len(names) == 1


@pytest.mark.parametrize(("written", "number"), NUMBERS.items())
def test_one_number_in_many_spellings(written, number):
    assert house_number(written) == number


@pytest.mark.parametrize("text", ["г. Энск, ул. Садовая, д. 12, кв. 3", "Садовая, 12", "Центральный р-н, Садовая 12"])
def test_city_district_and_flat_are_left_aside(text):
    assert ((("садовая",), "12")) in [(one.street.core, one.number) for one in readings(text)]


def test_a_number_in_a_name_may_be_a_name():
    first = readings("ул. 8 Марта, 5")[0]
    assert (first.street.core, first.number) == (("8", "марта"), "5")
    assert (("50", "лет", "октября"), "") in [(one.street.core, one.number) for one in readings("50 лет Октября")]


@pytest.mark.parametrize(
    "text", ["Ленина / Мира", "угол ул. Ленина и ул. Мира", "Lake St & State St", "Абай / Сейфуллин"]
)
def test_two_streets_are_a_crossing(text):
    assert any(one.crossing for one in readings(text))


def test_a_fraction_is_no_crossing():
    assert not any(one.crossing for one in readings("ул. Садовая, 12/3"))


@given(st.text(max_size=400))
def test_any_text_has_meanings_or_none(text):
    assert all(one.street.core for one in readings(text))


def test_a_side_after_a_number_is_no_letter_of_it():
    first = readings("1210 W Main St")[0]
    assert (first.street.core, first.street.side, first.number) == (("main",), "w", "1210")

"""Texts fall into the same words in Python and in PostgreSQL, and the index of them serves."""

import pytest
from django.db import connection

from gis_app.places.models import Building, Street
from gis_app.wording import PUNCTUATION, words, words_of
from tests.layers import made

pytestmark = pytest.mark.django_db

TEXTS = ["Ёлочная ул., д. 12-А", "«Школа» № 5", "ЦН-0417", "Слов'янська 3/5", "W 35th St.", PUNCTUATION, "", "a\\b"]


@pytest.mark.parametrize("text", TEXTS)
def test_postgresql_cuts_words_as_python_does(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT safecity_words(ARRAY[%s])", [text])
        assert cursor.fetchone()[0].split() == words(text)


def test_names_of_every_language_are_words_and_their_codes_are_not():
    made.street(name="Кленовая улица", names={"en": "Klenovaya Street", "uk": "Кленова вулиця"})
    rows = Street.objects.alias(words=words_of(Street, ("name", "names")))
    assert [rows.filter(words__contains=f" {one}").count() for one in ("klen", "кленова", "en")] == [1, 1, 0]


def test_the_index_of_words_serves():
    first = made.building(street="Каштановая улица", number="12")
    copied = {name: getattr(first, name) for name in ("source", "delivery", "fingerprint", "shape")}
    made_up = (Building(**copied, key=str(n), street=f"Улица {n % 97}", number=str(n)) for n in range(9000))
    Building.objects.bulk_create(made_up)
    rows = Building.objects.alias(words=words_of(Building, ("street", "number", "name")))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_building")
    for typed in ("кашт", "42"):
        assert "building_words" in rows.filter(words__contains=f" {typed}").explain(), typed

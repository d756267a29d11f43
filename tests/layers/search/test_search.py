"""The search finds a thing by whatever people call it, and nobody finds what is not theirs."""

import pytest
from django.contrib.gis.geos import LineString

from gis_app.places.models import Street
from layers.search.asked import Asked
from tests.layers import made

pytestmark = pytest.mark.django_db


def asked(person, text, **more):
    answer = made.signed_in(person).get("/api/v1/search", {"q": text, **more})
    assert answer.status_code == 200, answer.content
    return answer.json()["groups"]


def titles(person, text, kind, **more):
    return [one["title"] for group in asked(person, text, **more) if group["kind"] == kind for one in group["results"]]


def ways(name, *points, **more):
    line = made.origin(shape=LineString(*points), kind="residential", rank=4, name=name, **more)
    return Street.objects.create(**line)


@pytest.fixture
def town(city):
    """Two streets that cross, four houses, a school, two cameras."""
    ways("Садовая улица", (-33.005, 48.0), (-33.0, 48.0), names={"en": "Sadovaya Street"})
    ways("Садовая улица", (-33.0, 48.0), (-32.995, 48.0), names={"en": "Sadovaya Street"})
    ways("Ёлочный проспект", (-33.001, 47.995), (-33.001, 48.005))
    for number in ("1", "12", "120", "12/3"):
        made.building(street="Садовая улица", number=number)
    made.site(name="Школа № 5", names={"uk": "Школа № 5", "en": "School No. 5"}, address="Ёлочный проспект, 7")
    made.camera(code="ЦН-0417", inventory_number="СВН-0001")
    made.camera(-32.996, 48.0, code="ЦН-0418")
    made.area(name="Северный", names={"kk": "Солтүстік"})


@pytest.mark.parametrize(
    "typed", ["Садовая 12", "12 садовая ул.", "ул. Садовая, д. 12", "садов 12", "САДОВАЯ УЛИЦА,12"]
)
def test_an_address_is_found_in_any_order(pavel, town, typed):
    assert titles(pavel, typed, "addresses")[0] == "Садовая улица, 12"


def test_a_whole_number_goes_before_its_continuation(pavel, town):
    assert titles(pavel, "садовая 12", "addresses") == [f"Садовая улица, {n}" for n in ("12", "12/3", "120")]


@pytest.mark.parametrize(
    "typed", ["Садовая & Ёлочный", "елочный пр / садовая ул", "ёлочный и садовая", "Sadovaya and Елочный"]
)
def test_the_crossing_of_two_streets_is_one_place(pavel, town, typed):
    [group] = [group for group in asked(pavel, typed) if group["kind"] == "crossings"]
    [place] = group["results"]
    assert place["point"] == pytest.approx([-33.001, 48.0])


def test_a_number_with_a_slash_is_no_crossing():
    assert Asked.parse("Садовая 12/3").streets is None


@pytest.mark.parametrize("typed", ["sadovaya", "Sadovaya Street", "САДОВАЯ УЛИЦА", "садов"])
def test_the_stretches_of_a_street_are_one_answer(pavel, town, typed):
    [group] = [group for group in asked(pavel, typed) if group["kind"] == "streets"]
    [street] = group["results"]
    assert (street["title"], street["bounds"]) == ("Sadovaya Street", pytest.approx([-33.005, 48.0, -32.995, 48.0]))


@pytest.mark.parametrize("typed", ["школа 5", "School 5", "елочный 7", "школа № 5"])
def test_a_school_is_found_by_name_by_kind_and_by_address(pavel, town, typed):
    assert titles(pavel, typed, "sites") == ["School No. 5"]


@pytest.mark.parametrize(("typed", "codes"), [("цн-0417", 1), ("ЦН0417", 0), ("0417", 1), ("цн", 2), ("СВН 0001", 1)])
def test_a_camera_is_found_by_its_codes(pavel, town, typed, codes):
    assert len(titles(pavel, typed, "cameras")) == codes


def test_an_area_is_found_in_any_of_the_citys_languages(pavel, town):
    assert titles(pavel, "солтустік", "areas") == titles(pavel, "северный", "areas") == ["Северный"]


def test_coordinates_lead_there_and_say_when_that_is_outside(pavel, town):
    [group] = asked(pavel, "48.0005, -33.0005")
    assert group["results"][0]["point"] == [-33.0005, 48.0005]
    [group] = asked(pavel, "10.5, 20.5")
    assert group["results"][0]["detail"] == "outside the city"


def test_a_record_is_found_by_its_number(pavel, city):
    crime = made.crime(number="JA123456", place="Garden St")
    for typed in ("JA123456", "ja1234", crime.key):
        [group] = asked(pavel, typed)
        assert (group["kind"], group["results"][0]["id"]) == ("crimes", str(crime.pk))


def test_a_call_is_found_by_the_dispatchers_number_or_its_beginning(pavel, anna, city):
    call = made.call(number="C112-0042")
    for typed in ("C112-0042", "c112-00", call.key):
        [group] = asked(pavel, typed)
        assert (group["kind"], group["results"][0]["id"]) == ("calls", str(call.pk))
    assert titles(anna, "C112-0042", "calls") == []


def test_nearer_answers_come_first_with_their_distance(pavel, town):
    assert titles(pavel, "цн", "cameras", near="-32.996,48") == ["ЦН-0418", "ЦН-0417"]
    [group] = asked(pavel, "цн", near="-33,48", limit=1)
    assert [one["distance_m"] for one in group["results"]] == [0]


def test_nobody_finds_what_is_not_theirs(everybody, town):
    made.crime(number="JA123456", area=made.area(-32.99, code="south", name="South"))
    seen = {
        name: (len(titles(user, "цн", "cameras")), len(titles(user, "JA123456", "crimes")))
        for name, user in everybody.items()
        if name != "stranger"
    }
    none = {"anna": (0, 0), "artem": (0, 0), "hanna": (0, 0)}
    assert seen == {"pavel": (2, 1), "oksana": (2, 1), "olga": (2, 0), "igor": (2, 0), **none}


@pytest.mark.parametrize(
    "query", ["", "q=a", f"q={'x' * 81}", "q=ab%00cd", "q=abc&limit=0", "q=abc&limit=99", "q=abc&near=1", "q=abc&x=1"]
)
def test_a_malformed_question_is_refused_with_a_sentence(pavel, city, query):
    answer = made.signed_in(pavel).get(f"/api/v1/search?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "typed", ["%%", "__", "'; --", "\\\\", "😀😀", "&&", "///", "ул ул ул", "a b c d e f g h i j k"]
)
def test_whatever_is_typed_is_answered(pavel, town, typed):
    asked(pavel, typed)

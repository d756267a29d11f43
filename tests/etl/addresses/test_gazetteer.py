"""A place is found where there is one, and never where there is none."""

from datetime import date

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from etl.addresses.gazetteer import Gazetteer, Name

METRIC = Transformer.from_crs(4326, "EPSG:32637", always_xy=True)
WEST, SOUTH = 500_000.0, 5_500_000.0
SPELLINGS = (
    "{name}, {number}",
    "{name} {number}",
    "{short}, д. {number}",
    "г. Энск, {short}, дом {number}, кв. 7",
    "{short} {number}",
)
NAMES = {"улица Садовая": "Садовая ул.", "проспект Мира": "пр-т Мира", "1-й Лесной переулок": "пер. 1-й Лесной"}


def line(north: float, length: float = 2000.0) -> shapely.LineString:
    return shapely.LineString([(WEST, SOUTH + north), (WEST + length, SOUTH + north)])


def metres(placed) -> tuple[float, float]:
    east, north = METRIC.transform(placed.lon, placed.lat)
    return east - WEST, north - SOUTH


@pytest.fixture(scope="module")
def town() -> Gazetteer:
    """Three long streets with a house each 50 m, a short one, one across, one with a former name."""
    town = Gazetteer(METRIC)
    for place, name in enumerate(NAMES):
        town.add_street(name, [line(300 * place)])
        for number in range(1, 40):
            town.add_building(name, str(number), shapely.Point(WEST + 50 * number, SOUTH + 300 * place + 20))
    town.add_street("Тихая улица", [line(1000, 200)])
    town.add_street("Поперечная улица", [shapely.LineString([(WEST + 500, SOUTH - 100), (WEST + 500, SOUTH + 900)])])
    town.add_street("улица Максима Горького", [line(1200, 300)])
    renamed = [Name("улица Ленина", None, date(2016, 1, 1)), Name("Соборна вулиця"), Name("Cathedral Street")]
    town.add_street("Соборная улица", [line(1400, 300)], renamed)
    town.add_street("улица Ленина", [line(1600, 300)])
    return town


@given(st.sampled_from(sorted(NAMES)), st.integers(1, 39), st.sampled_from(SPELLINGS))
def test_a_building_is_found_by_its_address_in_any_spelling(town, name, number, spelling):
    placed = town.find(spelling.format(name=name, short=NAMES[name], number=number))
    assert placed.precision == "building"
    assert metres(placed) == pytest.approx((50 * number, 300 * list(NAMES).index(name) + 20), abs=0.01)


@given(st.text("абвгдежзиклмнопрст", min_size=5, max_size=12), st.integers(1, 200))
def test_a_street_that_is_not_there_is_never_placed(town, name, number):
    assert town.find(f"ул. {name}ъъ, {number}") is None


def test_a_number_that_is_not_there_is_not_placed_on_a_long_street(town):
    assert town.find("Садовая ул., 400") is None


def test_a_short_street_is_placed_in_its_middle(town):
    placed = town.find("Тихая улица, 5")
    assert placed.precision == "street"
    assert metres(placed) == pytest.approx((100, 1000), abs=0.01)


def test_a_crossing_is_where_the_streets_meet(town):
    placed = town.find("угол Садовой и Поперечной") or town.find("Садовая / Поперечная")
    assert placed.precision == "block"
    assert metres(placed) == pytest.approx((500, 0), abs=0.01)


def test_streets_that_do_not_meet_have_no_crossing(town):
    assert town.find("Садовая / Тихая") is None


def test_an_initial_stands_for_a_word(town):
    assert metres(town.find("ул. М. Горького"))[1] == pytest.approx(1200, abs=0.01)
    assert town.find("ул. К. Горького") is None


def test_another_kind_of_street_is_another_street(town):
    assert town.find("Садовый проспект, 3") is None
    assert town.find("ул. Мира, 3") is None


@pytest.mark.parametrize("name", ["Соборна вулиця", "Cathedral St", "Соборная ул."])
def test_a_street_is_found_by_each_of_its_names(town, name):
    assert metres(town.find(name))[1] == pytest.approx(1400, abs=0.01)


def test_a_former_name_is_the_street_that_bore_it_on_that_day(town):
    assert town.find("ул. Ленина") is None  # two streets of that name, and no day to tell them apart
    assert metres(town.find("ул. Ленина", date(2020, 5, 1)))[1] == pytest.approx(1600, abs=0.01)


def test_a_block_is_the_middle_of_its_houses():
    town = Gazetteer(METRIC)
    town.add_street("West Main Street", [line(0)])
    for number in range(1200, 1300, 10):
        town.add_building("West Main Street", str(number), shapely.Point(WEST + number, SOUTH))
    placed = town.find("012XX W MAIN ST")
    assert placed.precision == "block"
    assert 1240 <= metres(placed)[0] <= 1260


def test_two_houses_of_one_address_far_apart_are_no_place(town):
    twice = Gazetteer(METRIC)
    twice.add_street("Новая улица", [line(0)])
    for east in (0, 900):
        twice.add_building("Новая улица", "5", shapely.Point(WEST + east, SOUTH))
    assert twice.find("Новая ул., 5") is None

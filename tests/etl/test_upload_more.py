"""What tables of other offices are like: an address and no point, the time of day apart, one kind of all rows."""

import pytest
import yaml
from django.conf import settings

from etl.spec import Kind
from gis_app.incidents.models import Crime
from gis_app.places.models import Building, Street
from gis_app.sources import draft_actions
from gis_app.sources.models import Rejection
from tests.etl.drafts import done, given, own_sources, table, work
from tests.layers import made

pytestmark = pytest.mark.django_db
HOME = (-87.65, 41.85)
ADDRESSES = """номер;дата;адрес;вид
1;05.03.2024;ул. Мира, 1;Кража
2;06.03.2024;ул. Мира, 99;Кража
3;07.03.2024;ул. Неведомая, 1;Кража
"""
APART = """дата;время;широта;долгота
05.03.2024;13:30;41.85;-87.65
06.03.2024;01:10;41.86;-87.66
07.03.2024;;41.86;-87.66
"""


@pytest.fixture(autouse=True)
def _own_sources(monkeypatch):
    with own_sources(monkeypatch):
        yield


@pytest.fixture
def street(square_city) -> None:
    """Mira Street, too long to be a place by itself, with one house."""
    lon, lat = HOME
    shape = made.LineString((lon - 0.02, lat), (lon + 0.02, lat))
    Street.objects.create(**made.origin(shape=shape, kind="residential", rank=4, name="улица Мира"))
    house = made.MultiPolygon(made.box(lon, lat, 0.0001))
    Building.objects.create(**made.origin(shape=house, street="улица Мира", number="1"))


def saved(draft) -> dict:
    """The declaration that became of the draft."""
    draft_actions.say(draft=draft, said={"code": "spisok", "name": "Список"})
    done(draft, "draft.save")
    assert draft.error == ""
    return yaml.safe_load((settings.HOME.sources / "spisok" / "source.yml").read_text())


def test_a_table_of_addresses_alone_is_placed_by_the_city_s_own_houses(street, pavel, tmp_path):
    draft = given(pavel, table(tmp_path / "in", ADDRESSES))
    assert draft.form["by_address"] == ["адрес"]
    done(draft, "draft.try")
    assert draft.tried["account"]["notes"]["placed_by_address"] == 1
    assert draft.tried["points"] == [[pytest.approx(HOME[0]), pytest.approx(HOME[1]), "theft"]]
    written = saved(draft)
    assert (written["by_address"], "point" in written) == ({"columns": ["адрес"]}, False)
    record = Crime.objects.get()
    assert (record.place, record.place_precision) == ("ул. Мира, 1", "building")
    assert record.point.coords == pytest.approx(HOME, abs=1e-6)
    assert set(Rejection.objects.values_list("reason", flat=True)) == {"no_coordinates"}


def test_without_address_and_coordinates_both_are_asked_for(street, pavel, tmp_path):
    draft = given(pavel, table(tmp_path / "in", ADDRESSES))
    draft_actions.say(draft=draft, said={"by_address": []})
    done(draft, "draft.look")
    assert draft.form["by_address"] == [], "a guess that was taken away does not come back"
    done(draft, "draft.try")
    assert "Latitude, or northing (Y), Longitude, or easting (X)" in draft.error


def test_the_time_of_day_stands_in_a_column_of_its_own_and_the_kind_in_none(square_city, pavel, tmp_path):
    draft = given(pavel, table(tmp_path / "in", APART))
    assert draft.form["roles"]["время"] == "time"
    assert sorted(draft.form["formats"]) == ["%d.%m.%Y", "%d.%m.%Y %H:%M"]
    draft_actions.say(draft=draft, said={"kind_value": "theft"})
    written = saved(draft)
    assert written["kind"] == {"value": "theft"}
    assert written["moment"]["time"] == "время"
    rows = Crime.objects.order_by("day").values_list("kind", "source_kind", "time_precision", "at__hour")
    assert [row[:3] for row in rows] == [("theft", "", "minute"), ("theft", "", "minute"), ("theft", "", "day")]
    assert rows[0][3] == 19, "13:30 in Chicago"


def test_a_saved_table_is_opened_again_with_all_that_was_said(square_city, pavel, tmp_path):
    draft = given(pavel, table(tmp_path / "in", APART))
    draft_actions.say(draft=draft, said={"kind_value": "theft"})
    saved(draft)
    change = draft_actions.begin(by=pavel, code="spisok")
    work()
    change.refresh_from_db()
    assert (change.form["kind_value"], change.form["roles"]["время"]) == ("theft", "time")
    done(change, "draft.try")
    assert (change.error, change.tried["account"]["unchanged"]) == ("", 3)


@pytest.mark.parametrize("said", [{}, {"column": "вид", "value": "theft"}])
def test_a_kind_is_of_a_column_or_one_for_all(said):
    with pytest.raises(ValueError, match="one value for every row"):
        Kind(**said)

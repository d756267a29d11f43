"""The panel of a drawn area: what lies in it for this person, and the addresses of its files."""

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboards.city_map import selection
from gis_app.incidents.filters import Filters
from gis_app.incidents.within import Within
from layers.tally import tally
from tests.layers import made

pytestmark = pytest.mark.django_db
LON, LAT = made.MIDDLE
CIRCLE = f"{LON},{LAT},100"


@pytest.fixture
def town(city):
    made.crime(kind="theft")
    made.crime(kind="theft")
    made.crime(kind="robbery")
    made.crime(lon=LON + 0.009, kind="arson")
    made.camera()


def drawn(user, **given):
    return PlotlyJSONEncoder().encode(selection.panel(user, given))


def test_layers_and_kinds_are_counted_inside_only(pavel, town):
    counted = {one.layer.id: one for one in tally(pavel, Filters(within=Within.parse(CIRCLE)))}
    assert counted["crimes"].n == 3
    assert counted["crimes"].kinds == (("Theft", 2), ("Robbery", 1))
    assert counted["cameras"].n == 1
    assert counted["accidents"].n == 0


def test_the_panel_names_kinds_and_leads_to_the_files_with_the_same_filters(pavel, town):
    panel = drawn(pavel, within=CIRCLE, kind=["theft", "robbery"])
    assert "Theft 2, Robbery 1" in panel
    assert f"/export/crimes.xlsx?within={CIRCLE}&kind=theft&kind=robbery" in panel
    assert "/export/cameras.gpkg?" in panel
    assert "/export/accidents" not in panel


def test_who_sees_no_incidents_is_told_of_none(anna, town):
    assert "crimes" not in drawn(anna, within=CIRCLE)


def test_an_operator_counts_the_watch_alone(olga, town):
    here, elsewhere = made.area(), made.area(code="south", lon=LON + 0.02)
    made.on_duty(olga, here)
    made.crime(area=elsewhere, kind="arson")
    assert "Arson" not in drawn(olga, within=CIRCLE)


def test_an_empty_area_says_what_to_do(pavel, town):
    assert "Nothing lies in it." in drawn(pavel, within=f"{LON},{LAT + 0.4},10")


def test_a_refused_area_is_told_with_its_reason_and_can_be_removed(pavel, town):
    panel = drawn(pavel, within="-33,48,-32.9,48.1,-32.9,48,-33,48.1")
    assert "crosses itself" in panel
    assert '"data-draw": "remove"' in panel


def test_without_a_drawn_area_there_is_no_panel(pavel, town):
    assert selection.panel(pavel, {"kind": ["theft"]}) == []

"""Totals of districts in charts, table and drawn area: added where no points are, told of where they can't be."""

from datetime import date

import pytest
from django.db.models.functions import TruncMonth

from dashboards import queries, session
from dashboards.city_map import map as page
from dashboards.city_map import selection, table
from dashboards.workspaces import PLANNER
from gis_app.incidents.actions import let_totals_stand
from tests.layers import made
from tests.layers.test_by_area import total

pytestmark = pytest.mark.django_db
WITHIN = {"within": "-33,48,250"}


@pytest.fixture(autouse=True)
def _in_the_planners_workspace(monkeypatch):
    monkeypatch.setattr(session, "workspace", lambda: PLANNER)


@pytest.fixture
def north(city):
    return made.area(code="north")


def months(person):
    found = queries.over_time(person, {}, TruncMonth)
    return {(row.layer, str(row.start)): row.n for row in found.itertuples()}


def test_a_month_without_points_has_its_total(north, pavel):
    made.crime(area=north)
    total(north, 40)
    total(north, 7, day=date(2026, 5, 1))
    assert months(pavel) == {("crimes", "2026-05-01"): 7, ("crimes", "2026-06-01"): 1}
    assert queries.by_kind(pavel, {}).to_dict("records") == [{"kind": "theft", "layer": "crimes", "n": 8}]


def test_a_total_that_stands_takes_the_place_of_points_in_charts_too(north, pavel):
    made.crime(area=north)
    let_totals_stand(by=pavel, source=total(north, 40).source, stand=True)
    assert months(pavel) == {("crimes", "2026-06-01"): 40}
    assert queries.by_kind(pavel, {})["n"].tolist() == [40]


def test_points_come_back_where_the_period_cuts_the_total_that_stood_for_them(north, pavel):
    made.crime(area=north)
    let_totals_stand(by=pavel, source=total(north, 40).source, stand=True)
    assert queries.by_kind(pavel, {"from": "2026-05-31", "to": "2026-06-15"})["n"].tolist() == [1]


def test_the_chart_says_how_many_are_totals(north, pavel):
    total(north, 1234)
    assert page.over_time(pavel, {}).layout.title.text == "Incidents by month, 1,234 of them from totals by district"


def test_a_city_of_totals_alone_has_charts(north, oksana):
    total(north, 5)
    by_month, by_kind = page.figures_of(oksana, {})
    assert sum(by_month.data[0].y) == 5
    assert list(by_kind.data[0].x) == [5]


def test_the_table_says_why_totals_have_no_rows(north, pavel):
    assert table.totals_note(pavel, "crimes", {}) == []
    total(north, 5)
    [note] = table.totals_note(pavel, "crimes", {})
    assert "5 more are known only as totals" in note.children
    assert table.totals_note(pavel, "accidents", {}) == table.totals_note(pavel, "cameras", {}) == []
    [note] = table.totals_note(pavel, "crimes", WITHIN)
    assert "drawn area" in note.children


def test_a_drawn_area_says_why_totals_are_left_out(north, pavel):
    assert "Totals" not in str(selection.panel(pavel, WITHIN))
    total(north, 5)
    assert "no points that could lie in a drawn area" in str(selection.panel(pavel, WITHIN))


def test_the_counts_name_totals_apart(north, pavel, oksana, anna):
    total(north, 5)
    for person, expected in ((pavel, 5), (oksana, 5)):
        told = made.signed_in(person).get("/api/v1/counts").json()["layers"]["crimes"]
        assert (told["in_period"], told["totals"]) == (0, expected)
    assert "crimes" not in made.signed_in(anna).get("/api/v1/counts").json()["layers"]

"""The page of coverage: what its address asks for, what it says, and which records stand behind a figure."""

import json

import pytest
from django.test import override_settings

from dashboards.coverage import address, download, gap_list, listed, page, tiles, words
from etl.derive.coverage import compute
from gis_app.errors import Refused
from gis_app.findings.coverage import actions, queries
from gis_app.findings.coverage.queries import Share
from gis_app.jobs.models import Job
from gis_app.people.models import AuditEvent
from tests.dashboards.test_card import text_of as texts
from tests.etl.coverage.streets import Ground
from tests.layers import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def measured(city) -> dict:
    """A theft that a camera sees, one that none does, in a district; measured."""
    ground = Ground(city)
    north = made.area()
    seen = ground.crime(0, 0, area=north, place="By the fountain")
    unseen = ground.crime(300, 0, area=north, place="Behind the shed")
    camera = ground.camera(-20, 0, azimuth=90, hfov=60, width_px=1920)
    ground.sees(camera, -10, -10, 10, 10)
    ground.sees(camera, -10, -10, 10, 10, quality="overview", px_per_m=20)
    return {"run": compute(), "seen": seen, "unseen": unseen}


def asked(search: str = "") -> address.Asked:
    return address.read(search)


def test_an_address_comes_back_as_it_was_read(db):
    one = asked("?class=outline&cameras=all&area=north&measure=crimes&group=theft&hour=7&state=seen&page=2&gap=3")
    assert address.read(one.query()) == one
    assert asked("?class=any").quality == ""


@pytest.mark.parametrize("search", [None, "", "?class=x", "?hour=99&page=-1&state=x&measure=y&cameras=z", "?gap=1e9"])
def test_an_address_that_asks_for_nothing_is_the_usual_page(db, search):
    assert asked(search) == address.Asked("overview")


def test_the_page_says_of_how_many_and_opens_the_records(measured, pavel):
    _head, body, _gaps, still = page.content(pavel, asked())
    said = texts(body)
    assert "50\N{NO-BREAK SPACE}%" in said or "1 of 2" in said
    assert "1 of 2" in said
    assert still
    assert "measure=crimes" in repr(body)


def test_the_list_behind_a_figure_has_its_records_and_no_others(measured, pavel):
    of = measured["run"]
    for state, keys in {"seen": {"seen"}, "unseen": {"unseen"}, "all": {"seen", "unseen"}, "twice": set()}.items():
        rows = listed.rows(pavel, of, asked(f"?measure=crimes&state={state}"))
        assert {row["record"] for row in rows} == {measured[key].pk for key in keys}, state
    said = texts(listed.panel(pavel, of, asked("?measure=crimes&state=unseen")))
    assert "not seen" in said
    assert f"open=crimes/{measured['unseen'].pk}" in repr(listed.panel(pavel, of, asked("?measure=crimes")))


def test_every_number_of_a_tile_is_that_of_its_list(measured, pavel):
    of = measured["run"]
    whole = queries.shares(pavel, of, queries.Asked("overview", True))
    for (measure,), share in whole.items():
        rows = list(listed.rows(pavel, of, asked(f"?measure={measure}&state=all")))
        assert sum(row["whole"] for row in rows) == pytest.approx(share.amount)
        assert sum(row["once"] for row in rows) == pytest.approx(share.seen)


def test_an_area_narrows_and_one_that_is_none_leaves_nothing(measured, pavel):
    said = texts(page.content(pavel, asked("?area=north"))[1])
    assert "1 of 2" in said
    assert "0 of 0" in texts(page.content(pavel, asked("?area=nowhere"))[1])


def test_before_anything_is_measured_the_page_says_what_to_do(city, pavel):
    _head, body, gaps, still = page.content(pavel, asked())
    assert "has not been measured yet" in texts(body)
    assert (gaps, still) == ([], True)


def test_while_a_job_measures_the_page_asks_again(city, pavel):
    actions.measure(by=pavel)
    assert "is being measured" in texts(page.content(pavel, asked())[1])
    assert page.content(pavel, asked())[3] is False


def test_asking_anew_is_one_job_in_the_audit_and_not_for_operators(city, pavel, olga):
    actions.measure(by=pavel)
    actions.measure(by=pavel)
    assert Job.objects.filter(kind="coverage").count() == 1
    assert AuditEvent.objects.filter(action="coverage.measure").count() == 2
    with pytest.raises(Refused):
        actions.measure(by=olga)


def test_gaps_are_listed_with_their_reasons_and_drawn_as_squares(measured, pavel):
    parts = gap_list.panel(pavel, measured["run"], asked("?gap=1"))
    assert "Theft: 1 in 12 months" in texts(parts)
    shapes = json.loads(parts[-1].to_plotly_json()["props"]["data-shapes"])
    assert len(shapes["gaps"]["features"]) == 1
    assert shapes["chosen"]["place"] == 1


def test_figures_and_records_leave_as_csv_and_are_written_down(measured, pavel):
    lines = download.file(pavel, asked())["content"].splitlines()
    assert lines[0].endswith("class,edition,cameras,measure,group,area,hour,amount,seen,seen_by_two")
    assert "overview,2025,working,crimes,theft,north,10,2.0,1.0,0.0" in lines
    records = download.file(pavel, asked("?measure=crimes&state=unseen"))["content"].splitlines()
    assert len(records) == 2
    assert str(measured["unseen"].pk) in records[1]
    assert AuditEvent.objects.filter(action="layer.export").count() == 2


def test_incidents_without_an_exact_place_are_told_apart(city, pavel):
    made.crime(place_precision="area", area=made.area())
    compute()
    assert "not counted: 1 without an exact place" in texts(page.content(pavel, asked())[1])


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (Share(1000, 1, 0), "< 1\N{NO-BREAK SPACE}%"),
        (Share(1000, 999, 0), "> 99\N{NO-BREAK SPACE}%"),
        (Share(1000, 0, 0), "0\N{NO-BREAK SPACE}%"),
        (Share(1000, 1000, 0), "100\N{NO-BREAK SPACE}%"),
        (Share(9, 3, 0), "3 of 9"),
        (Share(0, 0, 0), "—"),
    ],
)
def test_almost_none_is_not_none_and_few_are_told_by_number(share, told):
    assert words.in_percent("crimes", share) == told


def test_a_bar_has_no_part_for_nothing():
    assert len(tiles.bar(Share(10, 10, 10)).children) == 1
    assert len(tiles.bar(Share(10, 6, 2)).children) == 3


@override_settings(MODULES=["crimes"])
def test_a_city_without_cameras_has_no_such_tab(city):
    from dashboards.workspaces import PLANNER

    assert "/planner/coverage/" not in [tab.address for tab in PLANNER.tabs()]

"""A planner puts a record right on the map; the next delivery of the same file leaves it so."""

import pytest
from playwright.sync_api import expect

from etl.edits import actions
from etl.run import deliver, load_city
from gis_app.incidents.models import Crime
from gis_app.sources.models import Edit
from tests.browser.records import card_of, drag, stands_at
from tests.browser.sight import opened
from tests.etl.files import city_file, crime, crimes_csv

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AT = (41.85, -87.65)
NEWER = "05/11/2014 12:40:05 AM"


@pytest.fixture
def theft(tmp_path) -> Crime:
    """One delivered theft in the square city."""
    load_city(city_file(tmp_path))
    deliver(crimes_csv(tmp_path, crime(1)))
    return Crime.objects.get()


def test_a_point_is_dragged_and_the_next_delivery_leaves_it_there(page, theft, tmp_path):
    card_of(page, theft)
    drag(page, 60, -40)
    theft.refresh_from_db()
    lon, lat = theft.point.coords
    assert lon > AT[1] + 0.0005
    assert lat > AT[0] + 0.0003

    assert deliver(tmp_path / "crimes.csv")["unchanged"] == 1
    assert deliver(crimes_csv(tmp_path, crime(1, Block="new", Updated_On=NEWER)))["updated"] == 1
    card_of(page, theft)
    stands_at(page, lat, lon)
    expect(page.locator("#card")).to_contain_text("new")


def test_undo_takes_the_move_back_and_escape_ends_it(page, theft):
    card_of(page, theft)
    page.get_by_role("button", name="Move").click()
    expect(page.locator(".sc-mover")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".sc-mover")).to_have_count(0)
    expect(page.locator("#card h2")).to_have_text("Theft")

    page.get_by_role("button", name="Move").click()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".sc-edits__said")).to_contain_text("Moved by")
    page.locator(".sc-edits__said button").click()
    expect(page.locator(".sc-edits__said")).to_contain_text("Undone.")
    assert Crime.objects.get().point.coords == AT[::-1]
    assert Edit.objects.get().state == "withdrawn"


def test_a_kind_is_corrected_in_the_form_and_told_in_the_history(page, theft):
    card_of(page, theft)
    page.get_by_role("button", name="Correct").click()
    page.locator(".sc-edits__form select").select_option("robbery")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#card h2")).to_have_text("Robbery")
    expect(page.locator(".sc-edits__history")).to_contain_text("Kind: Theft → Robbery")
    expect(page.locator(".sc-edits__history")).to_contain_text("pavel")


def test_what_another_corrected_meanwhile_stays_and_is_shown(page, theft, pavel):
    card_of(page, theft)
    page.get_by_role("button", name="Correct").click()
    page.locator(".sc-edits__form select").select_option("robbery")
    actions.correct(by=pavel, layer="crimes", record_id=theft.pk, values={"kind": "assault"})
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".sc-edits__said")).to_contain_text("since you saw it")
    expect(page.locator("#card h2")).to_contain_text("Assault")
    assert Crime.objects.get().kind == "assault"


def test_a_dispute_shows_both_values_and_the_choice_settles_it(page, theft, tmp_path, pavel):
    actions.correct(by=pavel, layer="crimes", record_id=theft.pk, values={"place": "ours"})
    deliver(crimes_csv(tmp_path, crime(1, Block="theirs", Updated_On=NEWER)))
    card_of(page, theft)
    expect(page.locator(".sc-edits__dispute")).to_contain_text("theirs")
    page.get_by_role("button", name="Take the source's").click()
    expect(page.locator(".sc-edits__dispute")).to_have_count(0)
    assert Crime.objects.get().place == "theirs"


def test_who_may_not_correct_sees_the_history_alone(page_of, oksana, theft):
    page = page_of(oksana)
    opened(page, f"/official/map/?map={AT[0]},{AT[1]},16.00&open=crimes/{theft.pk}")
    expect(page.locator("#past")).to_contain_text("Nobody has changed this record")
    expect(page.get_by_role("button", name="Move")).to_have_count(0)

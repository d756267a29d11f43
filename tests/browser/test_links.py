"""A planner decides by keys which records tell of one event, and takes a decision back."""

import pytest
from playwright.sync_api import expect

from etl.derive.links import link
from gis_app.incidents.links.models import Link
from gis_app.people.models import AuditEvent
from tests.etl.links.reports import report, states

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_pavel_decides_a_queue_by_keys_and_takes_one_back(page, town):
    report("accidents", "police", key="p", minutes=600)
    report("accidents", "insurers", key="near", east_m=60, minutes=605)
    report("accidents", "insurers", key="far", east_m=200, minutes=620, kind="pedestrian")
    link()
    page.goto("/planner/links/")
    chosen = page.locator(".sc-links__row--on")
    expect(page.locator(".sc-links__row")).to_have_count(2)
    expect(chosen).to_contain_text("60 m, 5 min apart")
    expect(page.locator(".sc-spots .sc-spot")).to_have_count(2)
    page.keyboard.press("j")
    expect(chosen).to_contain_text("200 m, 20 min apart")
    expect(page.locator(".sc-pair__differs", has_text="Pedestrian hit")).to_have_count(1)
    page.keyboard.press("n")
    expect(page.locator("#link-note")).to_contain_text("Kept apart for good")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    assert states() == {("far", "p"): "different", ("near", "p"): "automatic"} or states() == {
        ("p", "far"): "different",
        ("p", "near"): "automatic",
    }
    page.keyboard.press("u")
    expect(page.locator("#link-note")).to_contain_text("Taken back")
    expect(page.locator(".sc-links__row")).to_have_count(2)
    # The buttons that come with the page tell of themselves, beside the undo that stayed pressed: nobody's decision.
    page.wait_for_load_state("networkidle")
    assert set(states().values()) == {"open"}
    assert [act.new["state"] for act in AuditEvent.objects.filter(action="link.decide").order_by("id")] == [
        "different",
        "open",
    ]
    assert set(Link.objects.values_list("by", flat=True)) == {None}

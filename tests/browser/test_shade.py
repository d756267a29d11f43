"""Districts shaded by what happened in them, in a real browser; calls and totals where they belong."""

import pytest
from playwright.sync_api import expect

from gis_app.incidents.models import Crime
from gis_app.places.models import Area
from tests.browser.sight import opened
from tests.browser.test_planner_map import SHOWN
from tests.layers import made
from tests.layers.test_by_area import total

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
STEP = "(id) => safecity.instance.getFeatureState({ source: 'areas', sourceLayer: 'areas', id }).step ?? null"


def test_pavel_shades_the_districts_and_sends_the_link(page, page_of, pavel, town):
    south = made.area(code="south", name="South", lon=made.MIDDLE[0] + 0.008)
    total(south, 1234)
    opened(page, "/planner/")
    expect(page.locator("#sum")).to_contain_text("; 1,234 more as totals")
    page.locator("#shade").select_option("n")
    legend = page.locator("#shade-legend")
    expect(legend).to_contain_text("1,234 of them are totals by district and month, which have no points.")
    assert "shade=n" in page.url
    north = Area.objects.get(code="north")
    assert (page.evaluate(STEP, north.pk), page.evaluate(STEP, south.pk)) == (0, 4)
    legend.locator("summary").click()
    expect(legend.locator("tr").nth(1)).to_have_text("South1,2341,234—")
    other = page_of(pavel)
    opened(other, page.url.replace(page.url.split("/planner/")[0], ""))
    expect(other.locator("#shade")).to_have_value("n")
    expect(other.locator("#shade-legend")).to_contain_text("1,234 of them")
    page.locator("#shade").select_option("")
    expect(legend).to_be_empty()
    assert page.evaluate(STEP, south.pk) is None
    assert "shade" not in page.url


def test_a_filter_changes_the_shades(page, town):
    Crime.objects.update(area=Area.objects.get(code="north"))
    opened(page, "/planner/?shade=n&kind=robbery")
    expect(page.locator("#shade-legend .sc-num").first).to_have_text("1")
    opened(page, "/planner/?shade=n")
    expect(page.locator("#shade-legend .sc-num").first).to_have_text("3")


def test_a_call_is_a_diamond_with_a_card(page, town):
    made.call(-33.0, 48.0, kind="call_fire", service="fire", number="112-0001")
    opened(page, "/planner/?map=48.00000,-33.00000,18.00")
    assert page.evaluate(SHOWN, "calls-point") == 1
    expect(page.locator("#figure-calls")).to_have_text("1 / 1")
    page.locator("#map").click()
    expect(page.locator("#card h2")).to_have_text("Fire")
    expect(page.locator("#card")).to_contain_text("Fire service")
    assert "open=calls/" in page.url

"""Four languages in a real browser: the page, its calendar and charts speak the reader's own, and nothing is cut."""

import pytest
from django.conf import settings
from django.utils.translation import override
from playwright.sync_api import expect

from gis_app import speech
from tests.browser.sight import opened

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CODES = [code for code, _name in settings.LANGUAGES]
CUT = """() => [...document.querySelectorAll('header *, .sc-filters *, .sc-layers *, .sc-strip *')]
  .filter((one) => one.children.length === 0 && one.clientWidth > 2 && getComputedStyle(one).overflowX !== 'visible')
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).textOverflow !== 'ellipsis')
  .map((one) => one.textContent)"""

WRITTEN = "(number) => new Intl.NumberFormat(document.documentElement.dataset.forms).format(number)"


def months(code: str, width: str) -> list[str]:
    with override(code):
        return [name.lower() for name in speech.of_browser()[width]]


@pytest.mark.parametrize("code", CODES)
def test_the_map_page_speaks_the_readers_language_throughout(page, live_server, town, code):
    page.context.add_cookies([{"name": "django_language", "value": code, "url": live_server.url}])
    page.set_viewport_size({"width": 1280, "height": 720})
    opened(page, "/planner/?map=48.00050,-33.00000,17.00")
    assert page.evaluate("document.documentElement.lang") == code
    with override(code):
        assert page.evaluate(WRITTEN, 12_345_678.5).split() == speech.number(12_345_678.5, 1).split()
    ticks = page.locator("#weeks .xtick text")
    expect(ticks.first).to_be_visible()
    drawn = " ".join(ticks.all_text_contents()).lower()
    assert any(name in drawn for name in months(code, "shortMonths")), drawn
    page.locator("#period").click()
    level = page.locator("[class*=calendarHeaderLevel]").first
    expect(level).to_be_visible()
    assert any(name in level.inner_text().lower() for name in months(code, "months")), level.inner_text()
    assert page.evaluate(CUT) == []

"""The frame in a browser: menus and help by keyboard, jobs that run and end, the dark pages, narrow pages."""

import pytest
from playwright.sync_api import expect

from etl.spec import source
from gis_app.jobs import actions
from gis_app.jobs.models import Job
from gis_app.sources.models import Delivery
from tests.browser.conftest import PageOf
from tests.browser.sight import opened
from tests.layers import made

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# Text and what lies behind it, of every text on the page; WCAG's ratio of the two.
FAINT = """() => {
  const parsed = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
  const behind = (part) => {
    for (let at = part; at; at = at.parentElement) {
      const colour = parsed(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const looked = ['header', 'duty', 'layers', 'filters', 'strip', 'help'].map((name) => `.sc-${name} *`).join();
  for (const part of document.querySelectorAll(looked)) {
    const words = [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!words || !part.getClientRects().length || part.closest('[disabled], [hidden], .sc-toasts')) continue;
    const [ink, ground] = [parsed(getComputedStyle(part).color), behind(part)].map(light);
    const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    if (ratio < 4.5) faint.push(`${part.className}: ${part.textContent.trim().slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return faint;
}"""


def test_help_opens_by_its_key_and_closes_by_escape(page_of: PageOf, city, pavel):
    page = page_of(pavel)
    page.goto("/planner/data/")
    expect(page.locator(".sc-person")).to_be_visible()
    page.keyboard.press("Shift+?")
    expect(page.locator("#help")).to_be_visible()
    expect(page.locator("#help-title")).to_have_text("Deliveries")
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


def test_a_question_mark_that_is_typed_opens_nothing(page_of: PageOf, city, pavel):
    page = page_of(pavel)
    page.goto("/planner/data/")
    page.locator("#search-text").press_sequentially("what?")
    expect(page.locator("#help")).to_be_hidden()


def test_menus_open_one_at_a_time_and_by_keyboard(page_of: PageOf, city, pavel):
    page = page_of(pavel)
    page.goto("/planner/data/")
    page.locator(".sc-languages > summary").click()
    page.locator(".sc-person > summary").click()
    expect(page.locator(".sc-languages .sc-menu__body")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".sc-person .sc-menu__line").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".sc-person .sc-menu__body")).to_be_hidden()
    expect(page.locator(".sc-person > summary")).to_be_focused()


def test_the_language_is_chosen_from_all_that_there_are(page_of: PageOf, city, pavel):
    page = page_of(pavel)
    page.goto("/planner/data/?delivery=1")
    page.locator(".sc-languages > summary").click()
    page.locator(".sc-languages button[lang=kk]").click()
    page.wait_for_function("() => document.documentElement.lang === 'kk'")
    assert page.url.endswith("/planner/data/?delivery=1")


def test_a_job_is_seen_running_cancelled_and_told_of(page_of: PageOf, city, pavel):
    job = actions.put(kind="import", key="1", owner=pavel.pk)
    Job.objects.filter(pk=job.pk).update(state="running", done=250, total=1000)
    page = page_of(pavel)
    page.goto("/planner/data/")
    expect(page.locator("#jobs-count")).to_have_text("1")
    page.locator(".sc-bell > summary").click()
    expect(page.locator(".sc-job__state")).to_contain_text("25")
    page.locator(".sc-job button").click()
    expect(page.locator(".sc-job .sc-caption")).to_contain_text("what was there stays")
    job.refresh_from_db()
    assert job.cancel
    Job.objects.filter(pk=job.pk).update(state="cancelled", finished_at=made.NOON.replace(year=2099))
    expect(page.locator(".sc-toast")).to_contain_text("Cancelled")
    expect(page.locator("#jobs-count")).to_be_empty()
    expect(page.locator(".sc-toast")).to_have_count(0)


def test_a_job_that_ended_while_the_page_changed_is_told_on_the_next(page_of: PageOf, city, pavel):
    job = actions.put(kind="import", key="1", owner=pavel.pk)
    page = page_of(pavel)
    page.goto("/planner/data/")
    expect(page.locator("#jobs-count")).to_have_text("1")
    Job.objects.filter(pk=job.pk).update(state="done", finished_at=made.NOON.replace(year=2099))
    page.goto("/planner/data/")
    expect(page.locator(".sc-toast")).to_contain_text("Done")


def test_a_file_is_given_and_its_account_comes_before_anything_is_loaded(page_of: PageOf, city, pavel):
    spec = source("demo_crimes")
    text = "\n".join(spec.delimiter.join(row) for row in (spec.headers[0], ["x"] * len(spec.headers[0])))
    page = page_of(pavel)
    page.goto("/planner/data/")
    page.locator("#import > summary").click()
    expect(page.locator(".sc-import__source option").nth(1)).to_be_attached()
    page.locator(".sc-import__file").set_input_files(
        {"name": "june.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    expect(page.locator(".sc-import__account")).to_contain_text("june.csv, source demo_crimes. Rows read: 1.")
    assert not Delivery.objects.exists()
    page.locator(".sc-import__account button").click()
    expect(page.locator(".sc-import__answer")).to_contain_text("The import has begun.")
    expect(page.locator("#jobs-count")).to_have_text("1")
    assert Delivery.objects.get().file_name == "june.csv"


def test_the_dark_pages_are_read_by_everybody(page_of: PageOf, town, olga):
    page = page_of(olga)
    opened(page, "/operator/")
    page.locator(".sc-person > summary").click()
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(13, 17, 22)"
    assert page.evaluate(FAINT) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+?")
    expect(page.locator("#help")).to_be_visible()
    assert page.evaluate(FAINT) == []


def test_the_light_pages_too(page_of: PageOf, town, oksana):
    page = page_of(oksana)
    opened(page, "/official/map/")
    page.locator(".sc-person > summary").click()
    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize("width", [1024, 1280, 1920])
@pytest.mark.parametrize("address", ["/planner/", "/planner/data/"])
def test_no_page_is_wider_than_its_window(page_of: PageOf, town, pavel, address, width):
    page = page_of(pavel, width)
    page.goto(address)
    expect(page.locator(".sc-person")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    box = page.locator(".sc-person > summary").bounding_box()
    assert box["x"] + box["width"] <= width


def test_on_a_narrow_page_the_layers_open(page_of: PageOf, town, pavel):
    page = page_of(pavel, 700, 900)
    opened(page, "/planner/")
    expect(page.locator(".sc-layers")).to_be_hidden()
    page.locator(".sc-layers-opener").click()
    expect(page.locator(".sc-layers")).to_be_visible()


def test_on_a_narrow_page_the_rows_come_first(page_of: PageOf, town, pavel):
    page = page_of(pavel, 700, 900)
    opened(page, "/planner/")
    assert "table=crimes" in page.url
    expect(page.locator(".ag-center-cols-container .ag-row")).to_have_count(3)


def test_nothing_moves_for_those_who_asked_for_it(page_of: PageOf, city, pavel):
    page = page_of(pavel, reduced_motion="reduce")
    page.goto("/planner/data/")
    expect(page.locator(".sc-person")).to_be_visible()
    page.keyboard.press("Shift+?")
    expect(page.locator("#help")).to_be_visible()
    assert page.evaluate("() => getComputedStyle(document.getElementById('help')).animationName") == "none"


def test_a_period_of_the_overview_stands_in_the_address(page_of: PageOf, city, oksana):
    made.crime()
    page = page_of(oksana)
    page.goto("/official/")
    page.locator(".sc-choice__one").nth(2).click()
    page.wait_for_function("() => location.search.startsWith('?from=')")
    expect(page.locator(".sc-choice__one--on")).to_have_text("12 months")
    page.reload()
    expect(page.locator(".sc-choice__one--on")).to_have_text("12 months")

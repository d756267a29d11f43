"""A holder shows on a small map where the camera stands and where it looks; the numbers can be typed as well."""

import pytest
from playwright.sync_api import Page, expect

from gis_app.devices.models import Camera, Holding, Organisation
from tests.browser.conftest import PageOf

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
READY = "() => document.getElementById('picker')?.map?.loaded()"
MIDDLE = "name => { const box = document.querySelector(name).getBoundingClientRect();"
MIDDLE += " return [box.x + box.width / 2, box.y + box.height / 2]; }"


@pytest.fixture
def form(town, page_of: PageOf, hanna) -> Page:
    Holding.objects.create(person=hanna, organisation=Organisation.objects.create(name="Yard"))
    page = page_of(hanna, 1280, 1000)
    page.goto("/owner/register/")
    page.locator("#picker").scroll_into_view_if_needed()
    page.wait_for_function(READY)
    return page


def value(page: Page, name: str) -> float:
    return float(page.locator(f"[name={name}]").input_value())


def test_a_click_sets_the_point_and_the_handle_turns_the_direction(form):
    expect(form.locator(".picker__spot")).to_have_count(0)
    form.locator("#picker canvas").click(position={"x": 150, "y": 150})
    placed = value(form, "lat"), value(form, "lon")
    assert placed == (pytest.approx(48, abs=0.1), pytest.approx(-33, abs=0.1))
    x, y = form.evaluate(MIDDLE, ".picker__spot")
    form.mouse.move(*form.evaluate(MIDDLE, ".picker__handle"))
    form.mouse.down()
    form.mouse.move(x + 30, y - 30, steps=4)
    form.mouse.move(x + 70, y, steps=8)
    form.mouse.up()
    assert value(form, "azimuth") == pytest.approx(90, abs=3)
    assert (value(form, "lat"), value(form, "lon")) == placed
    form.fill("[name=code]", "Gate")
    form.get_by_role("button", name="Register").click()
    form.wait_for_url("**/cameras/*/")
    row = Camera.objects.get(code="Gate")
    assert (row.point.y, row.point.x) == placed
    assert row.azimuth == pytest.approx(90, abs=3)


def test_what_is_typed_is_drawn(form):
    form.fill("[name=lat]", "48.0005, -33.0005")
    form.locator("[name=lat]").blur()
    expect(form.locator(".picker__spot")).to_have_count(1)
    assert form.evaluate("() => document.getElementById('picker').map.getCenter().lat") == pytest.approx(
        48.0005, abs=1e-5
    )
    form.fill("[name=azimuth]", "180")
    spot, handle = (form.evaluate(MIDDLE, f".picker__{one}") for one in ("spot", "handle"))
    assert handle[1] - spot[1] == pytest.approx(60, abs=2)
    form.fill("[name=lat]", "north")
    expect(form.locator(".picker__spot")).to_have_count(0)

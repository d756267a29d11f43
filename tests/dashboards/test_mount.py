"""Dash behind Django's door."""

import json

import pytest

from dashboards import session
from tests.layers import made


def test_a_callback_outside_a_request_has_nobody_to_answer():
    with pytest.raises(RuntimeError, match="no person"):
        session.current()


def test_the_page_has_no_inline_script(city, pavel, browser_of):
    html = browser_of(pavel).get("/planner/").content.decode()
    scripts = [part.split("</script>")[0] for part in html.split("<script")[1:]]
    assert all("src=" in one.split(">")[0] or 'type="application/json"' in one.split(">")[0] for one in scripts)


def test_the_address_without_its_slash_leads_to_the_page(city, pavel, browser_of):
    answer = browser_of(pavel).get("/planner/data?delivery=3")
    assert answer.headers["Location"] == "/planner/data/?delivery=3"


def test_the_layout_speaks_the_readers_language(city, pavel, browser_of):
    browser = browser_of(pavel)
    english = browser.get("/planner/_dash-layout").content.decode()
    browser.cookies["django_language"] = "ru"
    russian = json.dumps(browser.get("/planner/_dash-layout").json(), ensure_ascii=False)
    assert "Road accidents" in english
    assert "ДТП" in russian


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "[]",
        "null",
        "[" * 100_000,
        '{"output": "x.y", "inputs": []}',
        '{"output": "..delivery-detail.children...delivery.data..", "inputs": [{"id": "other", "property": "search"}]}',
    ],
)
def test_a_forged_callback_is_refused_with_a_sentence(city, pavel, browser_of, body):
    page = browser_of(pavel)
    page.get("/planner/data/")
    answer = page.post("/planner/data/_dash-update-component", body, content_type="application/json")
    assert answer.status_code == 400
    assert b"Load it again." in answer.content


def test_an_empty_store_shows_three_steps(pavel, browser_of):
    layout = json.dumps(browser_of(pavel).get("/planner/_dash-layout").json())
    for command in ("./safecity load city.yml", "./safecity import osm region.osm.pbf", "./safecity import auto"):
        assert command in layout


def test_the_data_page_prints_the_account_as_a_sum(city, pavel, browser_of):
    delivery = made.delivery()
    delivery.read, delivery.loaded, delivery.rejected, delivery.reasons = 5, 3, 2, {"no_coordinates": 2}
    delivery.save()
    asked = {
        "output": "..delivery-detail.children...delivery.data..",
        "outputs": [{"id": "delivery-detail", "property": "children"}, {"id": "delivery", "property": "data"}],
        "inputs": [{"id": "place", "property": "search", "value": f"?delivery={delivery.pk}"}],
        "changedPropIds": ["place.search"],
    }
    page = browser_of(pavel)
    answer = page.post("/planner/data/_dash-update-component", json.dumps(asked), content_type="application/json")
    assert "5 = 3 + 0 + 0 + 2" in answer.content.decode()

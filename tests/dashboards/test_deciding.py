"""Deciding by keys: a drawn page says nothing, another's word is not taken back unseen, a key pressed twice is once."""

import json
from typing import Any

import pytest

from etl.derive.links import link
from gis_app.devices.inventory.actions import decide as decide_proposal
from gis_app.devices.inventory.models import Proposal
from gis_app.incidents.links.actions import decide as decide_link
from gis_app.incidents.links.models import Link
from gis_app.people.models import AuditEvent
from tests.dashboards import calls
from tests.dashboards.test_calls import pages
from tests.etl.links.reports import report
from tests.layers import made

pytestmark = pytest.mark.django_db
ADDRESS = {"link": "/planner/links/", "inventory": "/planner/inventory/"}
BUTTONS = {"link": ("same", "different", "later", "undo"), "inventory": ("accepted", "refused", "later", "undo")}


@pytest.fixture
def waiting(city, everybody):
    """Two links, and two cameras of a list that are gone, which wait for a person."""
    report("accidents", "police", key="p", minutes=600)
    report("accidents", "insurers", key="near", east_m=60, minutes=605)
    report("accidents", "insurers", key="far", east_m=200, minutes=620)
    link()
    origin = made.delivery()
    for key in ("a", "b"):
        own = {"camera": made.camera().pk, "key_old": key}
        Proposal.objects.create(source=origin.source, delivery=origin, verdict="gone", **own)
    return {"link": list(Link.objects.order_by("pk")), "inventory": list(Proposal.objects.order_by("pk"))}


def touched(browser, page: str, row: Any, touches: list[str], clicks: dict[str, int], done: Any = None) -> Any:
    """The page's answer to buttons touched while it shows a row as `row` is; clicks: how often each was pressed."""
    browser.get(f"{ADDRESS[page]}_dash-dependencies")
    app = pages()[ADDRESS[page]]
    [output] = [
        key for key in app.callback_map if key.startswith(f"..{page}-done.data...{page}-note") and "place" in key
    ]
    chosen = {f"{page}-chosen.data": {"id": row.pk, "state": row.state}, f"{page}-done.data": done, "place.search": ""}
    sent = calls.body(app, output, chosen)
    ids = [{"state": state, "type": f"{page}-decide"} for state in ("back", *BUTTONS[page])]
    sent["inputs"][0] = [{"id": one, "property": "n_clicks", "value": clicks.get(one["state"])} for one in ids]
    sent["changedPropIds"] = [f'{{"state":"{state}","type":"{page}-decide"}}.n_clicks' for state in touches]
    answer = calls.post(browser, ADDRESS[page], sent)
    assert answer.status_code in (200, 204), answer.content
    return answer.json()["response"] if answer.content else {}


@pytest.mark.parametrize("page", ["link", "inventory"])
def test_a_drawn_page_decides_nothing_though_undo_was_pressed_before(waiting, browser_of, pavel, page):
    row = waiting[page][0]
    assert touched(browser_of(pavel), page, row, list(BUTTONS[page]), {"back": 1}) == {}
    assert not AuditEvent.objects.filter(action=f"{page}.decide").exists()


@pytest.mark.parametrize(
    ("page", "first", "second"), [("link", "different", "same"), ("inventory", "later", "accepted")]
)
def test_another_s_word_stays_and_is_shown(waiting, browser_of, everybody, page, first, second):
    row, rival = waiting[page][0], everybody["artem"]
    state = row.state
    decide = {"link": decide_link, "inventory": decide_proposal}[page]
    decide(by=rival, state=first, **{"link" if page == "link" else "proposal": row.pk})
    row.state = state
    told = touched(browser_of(everybody["pavel"]), page, row, [second], {second: 1}, {"state": "open"})
    row.refresh_from_db()
    assert row.state == first
    assert "before you" in json.dumps(told)
    assert told[f"{page}-done"]["data"]["missed"] == 1, "the page is drawn anew"
    assert "place" not in told


@pytest.mark.parametrize("page", ["link", "inventory"])
@pytest.mark.parametrize("part", ["chosen", "done"])
def test_a_forged_number_is_refused(waiting, browser_of, pavel, page, part):
    browser, name = browser_of(pavel), "proposal" if page == "inventory" else "link"
    row = waiting[page][0]
    row.pk, done = ("x", None) if part == "chosen" else (row.pk, {name: "x", "state": "open"})
    with pytest.raises(AssertionError, match="Load it again"):
        touched(browser, page, row, ["undo"], {"undo": 1}, done)


def test_all_accepted_by_two_clicks_can_be_taken_back(waiting, browser_of, pavel):
    """A browser heeds the second answer alone."""
    browser, app = browser_of(pavel), pages()[ADDRESS["inventory"]]
    browser.get(f"{ADDRESS['inventory']}_dash-dependencies")
    [output] = [key for key, one in app.callback_map.items() if one["inputs"][0]["id"] == "inventory-all"]
    sent = calls.body(app, output, {"inventory-all.n_clicks": 1, "place.search": "?show=gone"})
    first, second = (calls.post(browser, ADDRESS["inventory"], sent).json()["response"] for _ in range(2))
    assert first == second
    at = Proposal.objects.filter(state="accepted").values_list("at", flat=True).distinct().get()
    assert second["inventory-done"]["data"] == {"at": at.isoformat()}


@pytest.mark.parametrize("page", ["link", "inventory"])
def test_a_key_pressed_twice_is_one_word_which_can_be_taken_back(waiting, browser_of, pavel, page):
    row, browser = waiting[page][0], browser_of(pavel)
    key = BUTTONS[page][1]
    for clicks in (1, 2):
        told = touched(browser, page, row, [key], {key: clicks})
    assert told[f"{page}-done"]["data"]["state"] == key
    assert "U takes it back" in json.dumps(told)
    assert AuditEvent.objects.filter(action=f"{page}.decide").count() == 1
    told = touched(browser, page, waiting[page][1], ["undo"], {"undo": 1}, told[f"{page}-done"]["data"])
    row.refresh_from_db()
    assert row.by is None

"""Forged calls of callbacks: other ids, other shapes, other values, too much of it. 400 and a sentence, never more."""

import json
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.calls import MOST_BYTES, deeper
from tests.dashboards import calls
from tests.layers import made
from tests.promises.test_same_rows import maps

pytestmark = pytest.mark.django_db
SOME = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(SOME, max_examples=1500)
ROWS = {"startRow": 0, "endRow": 100, "sortModel": []}
PEOPLE = {
    "planner": "pavel",
    "official": "oksana",
    "operator": "olga",
    "auditor": "anna",
    "administrator": "artem",
    "investigator": "igor",
    "owner": "hanna",
}


def pages() -> dict[str, Any]:
    """Every Dash application by its address."""
    every = [app for name in PEOPLE for app in import_module(f"dashboards.{name}.app").PAGES.values()]
    return {app.config.requests_pathname_prefix: app for app in every}


@pytest.fixture
def town(everybody, city, browser_of):
    """A browser for each workspace, on a city with a little of everything."""
    here = made.area()
    made.on_duty(everybody["olga"], here)
    for make in (made.crime, made.accident, made.camera):
        make(area=here)
    made.delivery()
    return {name: browser_of(everybody[who]) for name, who in PEOPLE.items()}


@pytest.fixture
def planner(town):
    """The planner's browser, the map's application, and the call of its table of crimes."""
    app = pages()["/planner/"]
    town["planner"].get("/planner/_dash-dependencies")
    [output] = [key for key in app.callback_map if "getRowsResponse" in key and '"crimes"' in key]
    asked = output.replace("getRowsResponse", "getRowsRequest")
    return town["planner"], calls.body(app, output, {asked: ROWS, "filters.data": {}})


def refused(answer) -> bool:
    return answer.status_code == 400 and b"Load it again." in answer.content


def test_the_true_call_is_answered(planner):
    browser, sent = planner
    assert calls.post(browser, "/planner/", sent).status_code == 200


CHANGED = {
    "another output": {"output": "card.children"},
    "an output of nothing": {"output": "secret.children"},
    "outputs of another": {"outputs": {"id": "card", "property": "children"}},
    "no outputs": {"outputs": []},
    "no inputs": {"inputs": []},
    "another's id": {"inputs": [{"id": {"type": "table-grid", "layer": "areas"}, "property": "getRowsRequest"}]},
    "another property": {"inputs": [{"id": {"type": "table-grid", "layer": "crimes"}, "property": "rowData"}]},
    "an id of numbers": {"inputs": [{"id": 5, "property": "getRowsRequest"}]},
    "no state": {"state": []},
    "changes of nothing": {"changedPropIds": [{}]},
    "text for a list": {"inputs": "abc"},
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_changed_ids_and_shapes_are_refused(planner, change):
    browser, sent = planner
    assert refused(calls.post(browser, "/planner/", sent | change))


VALUES = [
    "all",
    [],
    {},
    {"startRow": 0},
    {**ROWS, "startRow": -1},
    {**ROWS, "endRow": 10**30},
    {**ROWS, "startRow": "0"},
    {**ROWS, "sortModel": [{"colId": "at"}]},
    {**ROWS, "sortModel": [{"colId": "at", "sort": "; drop table"}]},
    {**ROWS, "sortModel": "at"},
]


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_malformed_values_in_a_well_formed_call_are_refused(planner, value):
    browser, sent = planner
    sent["inputs"][0]["value"] = value
    assert refused(calls.post(browser, "/planner/", sent))


@pytest.mark.parametrize(
    "filters", ["all", {"kind": {"a": 1}}, {"kind": "\x00"}, {"kind": [None]}, {"from": 5}], ids=str
)
def test_a_forged_state_is_refused(planner, filters):
    browser, sent = planner
    sent["state"][0]["value"] = filters
    assert refused(calls.post(browser, "/planner/", sent))


def test_an_oversized_or_bottomless_state_is_refused(planner):
    browser, sent = planner
    deep: Any = 1
    for _level in range(60):
        deep = [deep]
    sent["changes"] = deep
    assert refused(calls.post(browser, "/planner/", sent))
    sent["changes"] = "x" * MOST_BYTES
    assert refused(calls.post(browser, "/planner/", sent))
    assert calls.post(browser, "/planner/", "x" * 6_000_000).status_code == 400


def test_depth_is_counted_without_descending_for_ever():
    assert not deeper({"a": [1, {"b": 2}]}, 3)
    assert deeper({"a": [1, {"b": 2}]}, 2)


def test_anothers_session_gives_anothers_rows_and_no_more(town, everybody, browser_of):
    """A call copied from the planner's page, sent by each of the others."""
    app = pages()["/planner/"]
    [output] = [key for key in app.callback_map if "getRowsResponse" in key and '"crimes"' in key]
    sent = calls.body(app, output, {output.replace("getRowsResponse", "getRowsRequest"): ROWS, "filters.data": {}})
    for name in ("olga", "anna", "artem"):
        assert calls.post(browser_of(everybody[name]), "/planner/", sent).status_code == 403
    assert calls.post(browser_of(everybody["stranger"]), "/planner/", sent).status_code == 401


def test_a_call_needs_the_pages_token(pavel, city, planner):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(pavel)
    assert calls.post(strict, "/planner/", planner[1]).status_code == 403


LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30)
JSON = st.recursive(
    LEAVES | st.sampled_from(["crimes", "cameras", "2026-06-01", "?delivery=1", "?from=x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["startRow", "endRow", "sortModel", "from", "kind", "within", "layer"]), inner
        )
    ),
    max_leaves=8,
)


GOOD = st.sampled_from(
    [{}, None, ROWS, {"kind": ["theft"]}, {"layer": "crimes", "error": "x"}, "crimes", "", 1, "at:asc"]
)


def every_call() -> list[tuple[str, str]]:
    return [(prefix, output) for prefix, app in pages().items() for output in served(app)]


def served(app) -> list[str]:
    """Outputs that the server answers; the browser answers the others itself."""
    return [output for output, entry in app.callback_map.items() if "callback" in entry]


@pytest.mark.slow
@SOME
@given(data=st.data())
def test_no_value_in_any_callback_breaks_the_server(town, data):
    any_value(town, data)


@pytest.mark.nightly
@pytest.mark.timeout(7200)
@MANY
@given(data=st.data())
def test_no_value_in_any_callback_breaks_the_server_nightly(town, data):
    any_value(town, data)


def any_value(town, data) -> None:
    for prefix in pages():
        town[prefix.split("/")[1]].get(prefix + "_dash-dependencies")
    prefix, output = data.draw(st.sampled_from(every_call()))
    app = pages()[prefix]
    entry = app.callback_map[output]
    names = [f"{one['id']}.{one['property']}" for one in (*entry["inputs"], *entry["state"])]
    sent = calls.body(app, output, {name: data.draw(GOOD | JSON) for name in names})
    answer = calls.post(town[prefix.split("/")[1]], prefix, sent)
    assert answer.status_code in {200, 204, 400}, (json.dumps(sent), answer.content[:300])


def test_every_workspace_is_asked():
    assert {prefix.split("/")[1] for prefix in pages()} == set(PEOPLE)
    assert set(maps()) <= set(pages())

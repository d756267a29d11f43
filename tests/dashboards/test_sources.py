"""The steps of a described table: what a control may say, and what a button may do, for whom."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from dashboards.sources import check, columns, kinds, said
from dashboards.sources.doing import do
from gis_app.errors import BadInput, NotFoundHere
from gis_app.sources import draft_actions
from gis_app.sources.drafts import Draft
from tests.dashboards import calls
from tests.dashboards.test_calls import pages

FOUND = {
    "reading": {"format": "csv", "delimiter": ";", "encoding": "cp1251", "header": True, "tables": [], "geometry": ""},
    "columns": [
        {"name": "вид", "filled": 2, "samples": ["кража"], "values": {"кража": 1, "угон": 2}},
        {"name": "а/б", "filled": 1, "samples": ["1"], "values": None},
    ],
    "rows": [["кража", "1"]],
    "lines": 2,
    "broken": 0,
}
FORM = {
    "layer": "crimes",
    "roles": {"вид": "kind"},
    "lookups": {"kind": {"кража": "theft"}},
    "crs": "EPSG:4326",
    "decimal": ".",
    "zone": "UTC",
    "formats": [],
    "midnight": "known",
    "precision": "point",
}


@pytest.fixture
def table() -> SimpleNamespace:
    return SimpleNamespace(pk=1, form=FORM, found=FOUND, tried=None, code="", file_name="a.csv", saved=None, error="")


def test_a_role_goes_to_one_column_alone(table):
    assert said.by(table, "roles/1", "kind") == {"roles/вид": "", "roles/а/б": "kind"}


def test_a_new_column_of_kinds_has_its_values_guessed_anew(table):
    given = said.by(table, "roles/1", "kind")
    assert said.to_guess_anew(FORM, "roles/1", given) == {"lookups": {"kind": {}}}


def test_a_value_is_known_by_its_place_among_the_most_frequent(table):
    assert said.by(table, "lookups/kind/0", "vehicle_theft") == {"lookups/kind/угон": "vehicle_theft"}


def test_columns_of_the_address_are_told_by_their_place_and_one_kind_may_stand_for_all(table):
    assert said.by(table, "by_address", ["1", "0"]) == {"by_address": ["а/б", "вид"]}
    assert said.by(table, "kind_value", "theft") == {"kind_value": "theft"}
    assert said.by(table, "layer", "accidents") == {"layer": "accidents", "kind_value": ""}
    assert said.by(table, "layer", "crimes") == {"layer": "crimes"}


def test_a_time_of_day_that_is_told_or_taken_away_has_the_dates_guessed_anew(table):
    for form, role in ((FORM, "time"), ({**FORM, "roles": {"а/б": "time"}}, "")):
        assert said.to_guess_anew(form, "roles/1", {"roles/а/б": role}) == {"formats": []}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("roles/2", "kind"),
        ("roles/x", "kind"),
        ("roles/0", "azimuth"),
        ("roles/0", 5),
        ("lookups/kind/9", "theft"),
        ("lookups/kind/0", "collision"),
        ("lookups/status/0", "working"),
        ("layer", "osm"),
        ("zone", "Nowhere/Land"),
        ("decimal", ";"),
        ("formats", ["%d"] * 7),
        ("formats", "x"),
        ("name", "x" * 300),
        ("owner", "1"),
        ("by_address", ["9"]),
        ("by_address", "0"),
        ("by_address", ["0"] * 7),
        ("kind_value", "collision"),
        ("reading/path", "/etc/passwd"),
        ("", ""),
    ],
)
def test_what_no_control_of_ours_says_is_refused(table, path, value):
    with pytest.raises(BadInput):
        said.by(table, path, value)


def test_how_the_file_is_read_differs_only_from_what_was_found(table):
    assert not said.differs(table, said.by(table, "reading/delimiter", ";"))
    assert said.differs(table, said.by(table, "reading/delimiter", ","))
    assert not said.differs(table, said.by(table, "reading/header", "yes"))


def test_the_steps_say_what_is_still_needed_and_what_is_open(table):
    drawn = str(columns.page(table, {"crimes": "Crimes"}, "EPSG:32625"))
    assert "Latitude, or northing (Y), Longitude, or easting (X), Date, or date and time, how dates" in drawn
    assert str(kinds.page(table, False)).count("left open") >= 1
    assert "has not been checked" in str(check.page(table, None, "", "a"))


def test_a_page_that_shows_what_was_said_before_takes_nothing_back(pavel, city, browser_of):
    """What a second window said meanwhile, or a call that was overtaken, stays."""
    draft = Draft.objects.create(owner=pavel, form=FORM | {"decimal": ","}, found=FOUND)
    shown = {"decimal": ".", "zone": "Europe/Kyiv", "precision": "point"}
    says(browser_of(pavel), draft, shown, ["zone"])
    says(browser_of(pavel), draft, shown | {"zone": "UTC"}, list(shown))
    draft.refresh_from_db()
    assert (draft.form["decimal"], draft.form["zone"]) == (",", "Europe/Kyiv")


def says(browser: Client, draft: Draft, shown: dict[str, str], touched: list[str]) -> Any:
    """The call of a page of which a person touched something."""
    app = pages()["/planner/sources/"]
    browser.get("/planner/sources/_dash-dependencies")
    output = next(key for key in app.callback_map if key.startswith("..table-again.data...table-note.children"))
    sent = calls.body(app, output, {"place.search": f"?draft={draft.pk}", "table-again.data": 0})
    controls = [{"path": path, "type": "table-said"} for path in shown]
    sent["inputs"][0] = [{"id": one, "property": "value", "value": shown[one["path"]]} for one in controls]
    sent["state"][0] = [{"id": one, "property": "id", "value": one} for one in controls]
    sent["changedPropIds"] = [f'{{"path":"{path}","type":"table-said"}}.value' for path in touched]
    answer = calls.post(browser, "/planner/sources/", sent)
    assert answer.status_code in (200, 204), answer.content
    return answer


def test_a_button_keeps_what_was_typed_last_and_takes_nothing_back(pavel, city, browser_of):
    """The check is asked for while the new name is on its way, in a window that shows an older decimal mark."""
    draft = Draft.objects.create(owner=pavel, form=FORM | {"decimal": ",", "name": "Old"}, found=FOUND)
    shown = {"decimal": ".", "name": "New", "code": "shops"}
    presses(browser_of(pavel), draft, "try", shown, drawn={"decimal": ".", "name": "Old", "code": None})
    draft.refresh_from_db()
    assert [draft.form[name] for name in ("decimal", "name", "code")] == [",", "New", "shops"]
    assert draft.job.kind == "draft.try"


def test_a_word_while_the_table_is_worked_on_is_answered(pavel, city, browser_of):
    draft = Draft.objects.create(owner=pavel, form=FORM, found=FOUND)
    draft_actions.start(draft=draft, kind="draft.look")
    told = says(browser_of(pavel), draft, {"zone": "Europe/Kyiv", "decimal": "."}, ["zone"])
    assert "being worked on" in told.content.decode()
    told = says(browser_of(pavel), draft, {"zone": "Europe/Kyiv", "decimal": "."}, ["zone", "decimal"])
    assert "worked on" not in told.content.decode(), "a page that was just drawn said nothing"
    draft.delete()
    told = says(browser_of(pavel), draft, {"zone": "Europe/Kyiv", "decimal": "."}, ["zone"])
    assert "no such table" in told.content.decode()


def test_changing_a_source_by_two_clicks_makes_one_draft(pavel):
    one, two = (draft_actions.begin(by=pavel, code="shops") for _ in range(2))
    assert (one.pk, Draft.objects.count()) == (two.pk, 1)


def presses(browser: Client, draft: Draft, what: str, shown: dict[str, str], drawn: dict[str, str | None]) -> None:
    """The call of a page whose button was pressed; what it shows, and what the draft said when it was drawn."""
    app = pages()["/planner/sources/"]
    browser.get("/planner/sources/_dash-dependencies")
    output = next(key for key in app.callback_map if key.startswith("..place.href"))
    sent = calls.body(app, output, {"place.search": f"?draft={draft.pk}", "table-again.data": 0})
    button, ids = {"type": "table-does", "what": what}, [{"path": path, "type": "table-said"} for path in shown]
    sent["inputs"] = [[{"id": button, "property": "n_clicks", "value": 1}]]
    values = {"value": shown, "id": {one["path"]: one for one in ids}, "data-drawn": drawn}
    sent["state"][:3] = [
        [{"id": one, "property": name, "value": value[one["path"]]} for one in ids] for name, value in values.items()
    ]
    sent["changedPropIds"] = [f'{{"type":"table-does","what":"{what}"}}.n_clicks']
    answer = calls.post(browser, "/planner/sources/", sent)
    assert answer.status_code == 200, answer.content


@pytest.mark.parametrize("what", ["try", "save", "look", "cancel", "whole", "drop:1", "edit:osm", "edit:../x"])
def test_nobody_does_anything_to_another_s_table(pavel, artem, oksana, what):
    draft = Draft.objects.create(owner=pavel, form=FORM, found=FOUND)
    what = what.replace("drop:1", f"drop:{draft.pk}")
    for person in (artem, oksana):
        with pytest.raises(NotFoundHere):
            do(person, what, draft.pk)
    draft.refresh_from_db()
    assert draft.job is None


def test_a_button_that_is_none_of_ours_is_refused(pavel):
    draft = Draft.objects.create(owner=pavel, form=FORM, found=FOUND)
    with pytest.raises(BadInput):
        do(pavel, "publish", draft.pk)

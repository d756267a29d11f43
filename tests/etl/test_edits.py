"""What people put right stays through every delivery; what the source says besides is told, never lost."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.edits import actions
from etl.run import deliver, dry_run
from gis_app.errors import BadInput, Conflict
from gis_app.incidents.models import Crime, CrimeCell
from gis_app.people.models import AuditEvent
from gis_app.sources.actions import forget_changes
from gis_app.sources.models import Change, Edit, LayerVersion, Rejection
from layers.history import history
from layers.registry import BY_ID
from tests.etl.files import balanced, crime, crimes_csv, district, geojson

pytestmark = pytest.mark.django_db
ELSEWHERE = [-87.64, 41.86]
MONTHS = [f"{month:02}/11/2014 12:40:05 AM" for month in range(1, 13)]


def counts(account) -> tuple[int, int, int, int]:
    balanced(account)
    return tuple(account[name] for name in ("loaded", "updated", "unchanged", "rejected"))


def put(pavel, **values) -> Crime:
    record = Crime.objects.get()
    actions.correct(by=pavel, layer="crimes", record_id=record.pk, values=values)
    record.refresh_from_db()
    return record


@pytest.fixture
def one(square_city, tmp_path):
    """Deliver one crime with some cells changed; the newer, the later it is given."""
    versions = iter(MONTHS)

    def give(**cells):
        return deliver(crimes_csv(tmp_path, crime(1, Updated_On=next(versions), **cells)))

    give()
    return give


def test_a_moved_point_is_still_moved_after_the_same_file(one, pavel, square_city, tmp_path):
    put(pavel, point=ELSEWHERE)
    assert counts(deliver(tmp_path / "crimes.csv")) == (0, 0, 1, 0)
    record = Crime.objects.get()
    assert (record.point.coords, record.place_precision) == (tuple(ELSEWHERE), "point")


def test_what_another_put_since_a_field_was_seen_is_not_overwritten(one, pavel):
    """The field as the page gives it to be typed, the moment, the point and the text alike."""
    record = Crime.objects.get()
    seen = {field["name"]: field["value"] for field in history(pavel, BY_ID["crimes"], str(record.pk))["fields"]}
    actions.correct(by=pavel, layer="crimes", record_id=record.pk, values={"place": "ours"}, was=seen)
    with pytest.raises(Conflict, match="since you saw it"):
        actions.correct(by=pavel, layer="crimes", record_id=record.pk, values={"place": "late"}, was=seen)
    others = {name: value for name, value in seen.items() if name != "place"}
    actions.correct(by=pavel, layer="crimes", record_id=record.pk, values={"kind": "robbery"}, was=others)
    record.refresh_from_db()
    assert (record.place, record.kind) == ("ours", "robbery")


def test_the_source_updates_what_nobody_changed(one, pavel):
    put(pavel, point=ELSEWHERE)
    assert counts(one(Block="new words")) == (0, 1, 0, 0)
    record, edit = Crime.objects.get(), Edit.objects.get()
    assert (record.place, record.point.coords, edit.state) == ("new words", tuple(ELSEWHERE), "in_force")


def test_where_both_changed_the_person_s_value_stays_and_both_are_told(one, pavel):
    put(pavel, point=ELSEWHERE)
    one(Longitude="-87.63")
    edit = Edit.objects.get()
    assert (edit.state, edit.says["point"], edit.said["point"]) == ("disputed", [-87.63, 41.85], [-87.65, 41.85])
    assert Crime.objects.get().point.coords == tuple(ELSEWHERE)


def test_a_source_that_comes_round_ends_the_dispute(one, pavel):
    put(pavel, place="here")
    one(Block="there")
    assert Edit.objects.get().state == "disputed"
    one(Block="here")
    assert (Edit.objects.get().state, Crime.objects.get().place) == ("in_force", "here")
    one(Block="055XX S ADA ST")
    assert (Edit.objects.get().state, Crime.objects.get().place) == ("in_force", "here")


def test_a_planner_keeps_the_own_value_until_the_source_changes_once_more(one, pavel):
    put(pavel, place="here")
    one(Block="there")
    actions.decide(by=pavel, edit_id=Edit.objects.get().pk, keep=True)
    one(Block="there", Arrest="true")
    assert (Edit.objects.get().state, Crime.objects.get().place) == ("in_force", "here")
    one(Block="somewhere else")
    assert Edit.objects.get().state == "disputed"


def test_a_planner_takes_the_source_s_value(one, pavel):
    put(pavel, place="here")
    one(Block="there")
    edit = Edit.objects.get()
    actions.decide(by=pavel, edit_id=edit.pk, keep=False)
    assert (Crime.objects.get().place, Edit.objects.get().state) == ("there", "withdrawn")
    with pytest.raises(Conflict):
        actions.decide(by=pavel, edit_id=edit.pk, keep=False)
    one(Block="and on")
    assert Crime.objects.get().place == "and on"


def test_undo_takes_back_the_last_act_alone(one, pavel):
    record = Crime.objects.get()
    said = (record.point.coords, record.place_precision)
    acts = [
        actions.correct(by=pavel, layer="crimes", record_id=record.pk, values={"point": point})
        for point in (ELSEWHERE, [-87.63, 41.87])
    ]
    one(Longitude="-87.62")
    actions.undo(by=pavel, edit_id=acts[1][0])
    record.refresh_from_db()
    assert record.point.coords == tuple(ELSEWHERE)
    assert Edit.objects.get(ended_at=None).state == "disputed"
    actions.undo(by=pavel, edit_id=acts[0][0])
    record.refresh_from_db()
    assert (record.point.coords, record.place_precision) == ((-87.62, 41.85), said[1])
    with pytest.raises(Conflict):
        actions.undo(by=pavel, edit_id=acts[0][0])


def test_putting_the_source_s_value_back_withdraws_the_edit(one, pavel):
    put(pavel, place="here")
    put(pavel, place="there")
    assert put(pavel, place="055XX S ADA ST").place == "055XX S ADA ST"
    assert [edit.state for edit in Edit.objects.order_by("pk")] == ["replaced", "withdrawn"]


def test_an_older_version_tells_nothing_new(one, pavel, tmp_path):
    put(pavel, place="here")
    assert counts(deliver(crimes_csv(tmp_path, crime(1, Block="old", Updated_On="01/01/2001 01:00:00 AM")))) == (
        0,
        0,
        1,
        0,
    )
    assert Edit.objects.get().state == "in_force"


def test_severity_area_and_cells_follow(one, pavel, tmp_path):
    deliver(geojson(tmp_path, district("1", -87.66, 41.84), district("2", -87.65, 41.86)))
    assert Crime.objects.get().area.code == "1"
    record = put(pavel, point=[-87.64, 41.87], kind="homicide")
    assert (record.area.code, record.severity) == ("2", 1)
    assert set(CrimeCell.objects.values_list("kind", "area", "n")) == {("homicide", record.area_id, 1)}
    one(Arrest="true")
    record.refresh_from_db()
    assert (record.area.code, record.severity, record.kind) == ("2", 1, "homicide")
    assert set(CrimeCell.objects.values_list("kind", "area", "n")) == {("homicide", record.area_id, 1)}


def test_a_corrected_day_moves_the_record_in_time(one, pavel):
    record = put(pavel, moment="2014-03-16T01:30")
    assert (record.day.isoformat(), record.at.isoformat()) == ("2014-03-16", "2014-03-16T06:30:00+00:00")
    record = put(pavel, moment="2014-03-17")
    assert (record.day.isoformat(), record.time_precision) == ("2014-03-17", "day")
    one(Arrest="true")
    assert Crime.objects.get().day.isoformat() == "2014-03-17"


@pytest.mark.parametrize(
    "values",
    [
        {"point": [-80, 41.8]},
        {"point": ["x", 1]},
        {"kind": "nonsense"},
        {"moment": "yesterday"},
        {"moment": "0001-01-01"},
        {"place": "x" * 300},
        {"azimuth": 3},
        {},
    ],
    ids=str,
)
def test_what_is_no_value_is_refused_in_a_sentence_and_leaves_nothing(one, pavel, values):
    with pytest.raises(BadInput, match=r"\w+.*\."):
        put(pavel, **values)
    assert not Edit.objects.exists()
    assert not AuditEvent.objects.filter(action="record.correct").exists()


def test_a_correction_is_one_audit_row_and_raises_the_layer_s_number(one, pavel):
    before = LayerVersion.objects.get(layer="crimes").number
    put(pavel, place="here", kind="robbery")
    told = AuditEvent.objects.get(action="record.correct")
    assert (told.actor, told.old["place"], told.new["place"]) == (
        pavel.pk,
        {"place": "055XX S ADA ST"},
        {"place": "here"},
    )
    assert LayerVersion.objects.get(layer="crimes").number > before


def test_a_failing_audit_leaves_nothing_behind(one, pavel, monkeypatch):
    monkeypatch.setattr("gis_app.people.audit.record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        put(pavel, place="here")
    assert (Crime.objects.get().place, Edit.objects.count()) == ("055XX S ADA ST", 0)


def test_what_a_delivery_changed_is_the_record_s_history(one):
    one(Block="new words")
    change = Change.objects.get()
    assert change.cells["Block"] == ["055XX S ADA ST", "new words"]
    assert set(change.cells) == {"Block", "Updated On"}


def test_a_dry_run_changes_no_edit(one, pavel, tmp_path):
    put(pavel, place="here")
    account = dry_run(crimes_csv(tmp_path, crime(1, Block="there", Updated_On=MONTHS[-1])))
    assert (counts(account), Edit.objects.get().state) == ((0, 1, 0, 0), "in_force")


STEP = st.one_of(
    st.tuples(st.just("deliver"), st.sampled_from("ABC")),
    st.tuples(st.just("put"), st.sampled_from("ABCD")),
    st.tuples(st.sampled_from(["keep", "take"]), st.none()),
)


@pytest.mark.slow
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=2, max_size=7))
def test_no_order_of_edits_and_deliveries_loses_an_edit(square_city, tmp_path, pavel, steps):
    """Against a model of four lines: the source's value, the person's, and what the source had said when it was put."""
    for model in (Crime, Rejection, Edit):
        model.objects.all().delete()
    deliver(crimes_csv(tmp_path, crime(1, Block="A", Updated_On="")))
    source, person, said = "A", None, None
    for act, word in steps:
        edit = Edit.objects.filter(ended_at=None).first()
        if act == "deliver":
            source = word
            deliver(crimes_csv(tmp_path, crime(1, Block=word, Updated_On="")))
        elif act == "put":
            put(pavel, place=word)
            if word != person:
                person, said = (None, None) if word == source else (word, source)
        elif edit:
            actions.decide(by=pavel, edit_id=edit.pk, keep=act == "keep")
            person, said = (person, source) if act == "keep" else (None, None)
        assert Crime.objects.get().place == (person or source)
        states = list(Edit.objects.filter(ended_at=None).values_list("state", flat=True))
        disputed = source not in (said, person)
        assert states == ([] if person is None else ["disputed" if disputed else "in_force"])


def test_what_deliveries_changed_long_ago_is_forgotten_and_edits_are_not(one, pavel, settings):
    put(pavel, point=ELSEWHERE)
    one(Block="new words")
    assert (Change.objects.count(), forget_changes()) == (1, 0)
    changed = Change.objects.get().delivery
    changed.received_at -= timedelta(days=settings.HISTORY_DAYS + 1)
    changed.save()
    assert (forget_changes(), Change.objects.count(), Edit.objects.count()) == (1, 0, 1)

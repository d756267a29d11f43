"""What a person puts right of place, time or kind is looked at again for other reports of the same event."""

import pytest

from etl import jobs
from etl.derive.links import link
from etl.edits import actions
from etl.edits.place import place
from etl.run import deliver
from gis_app.jobs import actions as ledger
from gis_app.jobs.models import Job
from gis_app.sources.models import Edit, Rejection
from tests.etl.files import crime, crimes_csv
from tests.etl.links.reports import report, states
from tests.layers import made

pytestmark = pytest.mark.django_db
PAIR = ("card", "call")


@pytest.fixture(autouse=True)
def _held_beat(monkeypatch):
    """The beat's thread can't see what the test has not committed."""
    monkeypatch.setattr(ledger, "BEAT_SECONDS", 600)


@pytest.fixture
def apart(city):
    """An accident card, and a call of the same hour that was put a kilometre away."""
    report("accidents", "police", key="card")
    return report("calls", "112", key="call", kind="call_accident", east_m=1_000)


def linked() -> int:
    """Do the jobs that wait, as a worker would; how many there were."""
    waiting = list(Job.objects.filter(kind="link", state="waiting").values_list("pk", flat=True))
    for number in waiting:
        jobs.perform(number)
    return len(waiting)


def test_a_record_moved_to_where_it_belongs_is_linked_and_undo_parts_them_again(apart, pavel):
    [edit] = actions.correct(by=pavel, layer="calls", record_id=apart.pk, values={"point": made.MIDDLE})
    assert states() == {}
    assert (linked(), states()) == (1, {PAIR: "automatic"})
    actions.undo(by=pavel, edit_id=edit)
    assert (linked(), states()) == (1, {PAIR: "automatic apart"})


@pytest.mark.parametrize("values", [{"kind": "call_fire"}, {"moment": "2026-05-01T12:00"}])
def test_another_kind_or_time_takes_a_link_back(city, pavel, values):
    report("accidents", "police", key="card")
    call = report("calls", "112", key="call", kind="call_accident")
    link()
    assert states() == {PAIR: "automatic"}
    actions.correct(by=pavel, layer="calls", record_id=call.pk, values=values)
    assert (linked(), states()) == (1, {PAIR: "automatic apart"})


def test_words_link_nothing_and_need_no_look(apart, pavel):
    actions.correct(by=pavel, layer="calls", record_id=apart.pk, values={"place": "by the bridge"})
    assert linked() == 0


def test_each_correction_is_looked_at_though_the_one_before_is_under_way(apart, pavel):
    actions.correct(by=pavel, layer="calls", record_id=apart.pk, values={"point": [-33.005, 48.0]})
    Job.objects.filter(kind="link").update(state="running")
    actions.correct(by=pavel, layer="calls", record_id=apart.pk, values={"point": made.MIDDLE})
    assert (linked(), states()) == (1, {PAIR: "automatic"})


def test_a_row_that_was_placed_is_linked_and_its_link_is_told_broken_once_it_is_withdrawn(square_city, tmp_path, pavel):
    deliver(crimes_csv(tmp_path, crime(1), crime(2, Latitude="0", Longitude="0")))
    assert (linked(), states()) == (1, {})
    place(by=pavel, given={Rejection.objects.get().pk: {"point": [-87.65, 41.85]}})
    assert (linked(), states()) == (1, {("1", "2"): "automatic"})
    actions.decide(by=pavel, edit_id=Edit.objects.get().pk, keep=False)
    assert (linked(), states()) == (1, {("1", "2"): "automatic vanished"})

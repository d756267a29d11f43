"""What people decide of a list that came again: one passport goes on, nothing vanishes by itself, all can be undone."""

import csv
import sys
from types import SimpleNamespace

import pytest

from etl.run import deliver
from etl.spec import source
from gis_app.devices.inventory.actions import accept_all, decide, take_back
from gis_app.devices.inventory.models import Proposal
from gis_app.devices.models import Camera
from gis_app.devices.queries import visible_to
from gis_app.errors import BadInput, Conflict
from gis_app.people.models import AuditEvent
from gis_app.sources.models import Edit

HEADER = source("chicago_red_light_cameras").headers[0]
STEP = 0.0004  # 33 m to the east


def a_list(folder, *rows):
    """A red-light list of `(name, approach, steps east)`; each of its rows is one camera."""
    path = folder / f"list-{len(list(folder.iterdir()))}.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for name, approach, steps in rows:
            writer.writerow([name, approach, "", "", "01/01/2010", "41.85", f"{-87.65 + steps * STEP:.6f}", ""])
    return path


@pytest.fixture
def again(square_city, tmp_path):
    """A first list of three cameras, and one that names them anew: one moved, one gone, one new far off."""
    first = [("Ada-Polk", "NB", 0), ("Elm-Polk", "NB", 30), ("Oak-Polk", "SB", 60)]
    then = [("800 S Ada St", "NB", 1), ("800 S Elm St", "NB", 30), ("800 S Fir St", "SB", 90)]
    deliver(a_list(tmp_path, *first), "chicago_red_light_cameras")
    deliver(a_list(tmp_path, *then), "chicago_red_light_cameras")
    return tmp_path, first, then


def waiting():
    rows = Proposal.objects.filter(state="open")
    return sorted(f"{row.verdict} {row.metres:.0f}" if row.metres is not None else row.verdict for row in rows)


def addresses(person):
    return sorted(visible_to(person).exclude(status="removed").values_list("address", flat=True))


def proposal(verdict):
    return Proposal.objects.get(verdict=verdict, state="open")


def test_each_camera_is_proposed_once_and_nothing_has_changed(again, pavel):
    assert waiting() == ["gone", "moved 33", "new", "same 0"]
    assert visible_to(pavel).count() == 6


def test_an_accepted_pair_is_one_passport_with_the_old_number_and_the_new_words(again, pavel):
    old = Camera.objects.get(address="Ada-Polk").pk
    decide(by=pavel, proposal=proposal("moved").pk, state="accepted")
    assert Camera.objects.get(pk=old).address == "800 S Ada St"
    assert "Ada-Polk" not in addresses(pavel)
    act = AuditEvent.objects.get(action="inventory.decide")
    assert (act.old, act.new["camera"]) == ({"state": "open"}, old)


def test_taking_it_back_leaves_everything_as_it_was(again, pavel):
    before = sorted(Camera.objects.values_list("pk", "key", "address", "same_as"))
    for verdict in ("moved", "same", "gone", "new"):
        row = proposal(verdict)
        decide(by=pavel, proposal=row.pk, state="accepted")
        decide(by=pavel, proposal=row.pk, state="open")
    assert sorted(Camera.objects.values_list("pk", "key", "address", "same_as")) == before
    assert not Camera.objects.filter(status="removed").exists()


def test_neither_list_brings_a_decided_pair_up_again(again, pavel):
    folder, first, then = again
    decide(by=pavel, proposal=proposal("moved").pk, state="accepted")
    decide(by=pavel, proposal=proposal("same").pk, state="accepted")
    there = addresses(pavel)
    assert deliver(a_list(folder, *then), "chicago_red_light_cameras")["unchanged"] == 3
    assert (addresses(pavel), waiting()) == (there, ["gone", "new"])
    assert deliver(a_list(folder, *first), "chicago_red_light_cameras")["unchanged"] == 3
    assert addresses(pavel) == there


def test_a_gone_camera_is_removed_by_decision_and_stays_so(again, pavel):
    folder, first, _then = again
    decide(by=pavel, proposal=proposal("gone").pk, state="accepted")
    camera = Camera.objects.get(address="Oak-Polk")
    assert camera.status == "removed"
    assert Edit.objects.get(key=camera.key).put == {"status": "removed"}
    deliver(a_list(folder, *first), "chicago_red_light_cameras")
    camera.refresh_from_db()
    assert camera.status == "removed"


def test_a_refused_pair_falls_into_its_halves_for_good(again, pavel):
    folder, _first, then = again
    row = proposal("moved")
    decide(by=pavel, proposal=row.pk, state="refused")
    assert waiting() == ["gone", "gone", "new", "new", "same 0"]
    deliver(a_list(folder, *then), "chicago_red_light_cameras")
    assert waiting() == ["gone", "gone", "new", "new", "same 0"]
    decide(by=pavel, proposal=row.pk, state="open")
    assert waiting() == ["gone", "moved 33", "new", "same 0"]


def test_all_of_a_kind_within_so_many_metres_are_one_act(again, pavel):
    with pytest.raises(BadInput):
        accept_all(by=pavel, source=None, verdict="moved", within_m=5)
    assert len(accept_all(by=pavel, source=None, verdict="same", within_m=5)) == 1
    act = AuditEvent.objects.get(action="inventory.accept")
    assert (act.new["verdict"], act.new["within_m"], len(act.new["proposals"])) == ("same", 5, 1)
    assert waiting() == ["gone", "moved 33", "new"]


def test_what_a_person_had_corrected_goes_on_under_the_new_key(again, pavel):
    row = proposal("moved")
    camera = Camera.objects.get(pk=row.camera)
    own = {"source": camera.source, "layer": "cameras", "key": camera.key, "part": camera.part, "field": "purpose"}
    put = {"purpose": "watches the crossing"}
    Edit.objects.create(
        **own, said={"purpose": ""}, says={"purpose": ""}, put=put, by=pavel, at=camera.delivery.received_at
    )
    decide(by=pavel, proposal=row.pk, state="accepted")
    camera.refresh_from_db()
    assert (camera.address, camera.purpose) == ("800 S Ada St", "watches the crossing")
    assert Edit.objects.get().key == camera.key == row.key_new


def test_a_decision_twice_is_refused(again, pavel):
    row = proposal("gone")
    decide(by=pavel, proposal=row.pk, state="accepted")
    with pytest.raises(Conflict):
        decide(by=pavel, proposal=row.pk, state="accepted")


def test_what_was_accepted_at_once_is_taken_back_at_once(again, pavel, anna):
    before = sorted(Camera.objects.values_list("pk", "key", "status", "same_as"))
    [row] = accept_all(by=pavel, source=None, verdict="gone")
    with pytest.raises(BadInput):
        take_back(by=anna, at=row.at)
    assert take_back(by=pavel, at=row.at) == 1
    assert sorted(Camera.objects.values_list("pk", "key", "status", "same_as")) == before
    assert waiting() == ["gone", "moved 33", "new", "same 0"]


def test_a_source_that_sends_only_changes_leads_to_no_proposal(square_city, tmp_path, monkeypatch):
    partial = SimpleNamespace(pull=SimpleNamespace(cursor=":updated_at"))
    monkeypatch.setattr(sys.modules["etl.derive.inventory.propose"], "source", lambda code: partial)
    deliver(a_list(tmp_path, ("Ada-Polk", "NB", 0)), "chicago_red_light_cameras")
    deliver(a_list(tmp_path, ("Elm-Polk", "NB", 30)), "chicago_red_light_cameras")
    assert waiting() == []

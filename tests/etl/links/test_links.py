"""Two records of one event: found by time and place, linked when it is certain, and left to a person when not."""

import json
from datetime import timedelta
from io import StringIO
from itertools import permutations

import pytest
from django.conf import settings
from django.core.management import call_command

from etl.derive.links import link
from gis_app.errors import Conflict
from gis_app.incidents.kinds import of_layer
from gis_app.incidents.links import pairs as declared
from gis_app.incidents.links.actions import decide
from gis_app.incidents.links.models import Link
from gis_app.people.models import AuditEvent
from tests.etl.links.reports import report, states
from tests.layers import made

PAIR = {"a": "crimes", "b": "accidents", "minutes": 60, "metres": 500}


@pytest.fixture
def pair(city, monkeypatch):
    """Declares the only pair of the test; crimes and accidents with the usual limits unless it says otherwise."""

    def declare(**changes):
        one = declared.Pair(name="tested", **{**PAIR, **changes})
        for module in ("etl.derive.links.run", "gis_app.incidents.links.pairs"):
            monkeypatch.setattr(f"{module}.pairs", lambda: {"tested": one})
        return one

    declare()
    return declare


def test_the_only_candidates_of_each_other_are_linked(pair):
    report("crimes", "police", key="c")
    report("accidents", "roads", east_m=400, minutes=50, key="a")
    [told] = link()
    assert states() == {("c", "a"): "automatic"}
    assert (told["found"], told["automatic"], told["new"]) == (1, 1, 1)
    row = Link.objects.get()
    assert row.minutes == pytest.approx(50)
    assert row.metres == pytest.approx(400, rel=0.01)


@pytest.mark.parametrize(("east_m", "minutes"), [(510, 0), (0, 61), (0, -61), (-510, 0)])
def test_beyond_the_limits_nothing_is_a_candidate(pair, east_m, minutes):
    report("crimes", "police", key="c")
    report("accidents", "roads", east_m=east_m, minutes=minutes, key="a")
    link()
    assert states() == {}


def test_several_candidates_wait_for_a_person(pair):
    report("crimes", "police", key="c")
    report("accidents", "roads", east_m=100, key="near")
    report("accidents", "roads", east_m=300, key="far")
    link()
    assert states() == {("c", "near"): "open", ("c", "far"): "open"}


def test_each_source_has_its_own_report(pair):
    report("crimes", "police", key="c")
    report("accidents", "roads", key="a")
    report("accidents", "insurers", key="i")
    link()
    assert set(states().values()) == {"automatic"}


def test_a_day_precise_record_matches_by_the_citys_day(pair):
    midnight = made.NOON.replace(hour=2)  # the city's, two hours behind UTC
    day = {"time_precision": "day", "at": midnight}
    report("crimes", "police", key="c", **day)
    report("accidents", "roads", key="late", minutes=13 * 60 + 59, east_m=10)
    report("accidents", "insurers", key="next", minutes=14 * 60 + 1, east_m=10, day=made.NOON.date() + timedelta(1))
    link()
    assert states() == {("c", "late"): "automatic"}


def test_what_is_known_to_the_street_waits_and_to_the_area_is_left_out(pair):
    report("crimes", "police", key="street", place_precision="street")
    report("crimes", "patrol", key="area", place_precision="area")
    report("accidents", "roads", key="a")
    link()
    assert states() == {("street", "a"): "open"}


def test_only_kinds_that_may_match(pair):
    pair(kinds=[{"a": ["vehicle_theft"], "b": ["collision"]}, {"a": ["robbery"]}])
    report("crimes", "police", key="theft", kind="theft")
    report("crimes", "patrol", key="car", kind="vehicle_theft")
    report("accidents", "roads", key="a", kind="pedestrian")
    link()
    assert states() == {}
    report("accidents", "insurers", key="i", kind="collision")
    link()
    assert states() == {("car", "i"): "automatic"}


def test_repeats_within_one_source(pair):
    pair(b="crimes", sources="same", same_kind=True, minutes=1, metres=10)
    report("crimes", "police", key="first")
    report("crimes", "police", key="again", east_m=3)
    report("crimes", "police", key="other", kind="robbery")
    report("crimes", "patrol", key="elsewhere")
    link()
    assert states() == {("first", "again"): "automatic"}


def test_turned_about_the_pair_finds_the_same(pair):
    for n in range(4):
        report("crimes", "police", key=f"c{n}", east_m=n * 260, minutes=n * 20)
        report("accidents", "roads", key=f"a{n}", east_m=n * 240 + 60, minutes=n * 15)
    link()
    there = states()
    Link.objects.all().delete()
    pair(a="accidents", b="crimes")
    link()
    assert {(b, a): state for (a, b), state in states().items()} == there
    assert set(there.values()) == {"open", "automatic"} or len(there) > 3


def test_the_order_of_deliveries_does_not_matter(pair):
    """Each delivery links what it brought; whatever the order, the links are those of one look at everything."""
    made_all = {
        "c1": report("crimes", "police", key="c1"),
        "a1": report("accidents", "roads", key="a1", east_m=200),
        "c2": report("crimes", "police", key="c2", east_m=450, minutes=30),
        "a2": report("accidents", "roads", key="a2", east_m=800, minutes=40),
        "i1": report("accidents", "insurers", key="i1", east_m=-100),
    }
    link()
    whole = states()
    assert set(whole.values()) == {"open", "automatic"}
    rows = {key: (type(row), row) for key, row in made_all.items()}
    for order in list(permutations(rows))[::7]:
        Link.objects.all().delete()
        for model, _row in rows.values():
            model.objects.all().delete()
        for key in order:
            model, row = rows[key]
            row.pk = None
            row.save(force_insert=True)
            link(changed={"crimes" if key[0] == "c" else "accidents": [row.pk]})
        assert states() == whole, order


def test_a_newcomer_makes_the_certain_uncertain_and_a_decision_certain_again(pair, pavel):
    report("crimes", "police", key="c")
    report("accidents", "roads", key="a", east_m=100)
    link()
    rival = report("accidents", "roads", key="rival", east_m=150)
    link(changed={"accidents": [rival.pk]})
    assert states() == {("c", "a"): "open", ("c", "rival"): "open"}
    decide(by=pavel, link=Link.objects.get(key_b="rival").pk, state="different")
    assert states() == {("c", "a"): "automatic", ("c", "rival"): "different"}


def test_a_decision_takes_both_and_leaves_the_rest_to_each_other(pair, pavel):
    report("crimes", "police", key="c1")
    report("accidents", "roads", key="a1", east_m=100)
    report("crimes", "police", key="c2", east_m=200)
    report("accidents", "roads", key="a2", east_m=650)
    link()
    assert states() == {("c1", "a1"): "open", ("c2", "a1"): "open", ("c2", "a2"): "open"}
    chosen = Link.objects.get(key_a="c1")
    decide(by=pavel, link=chosen.pk, state="same", reason="one call number")
    after = {("c1", "a1"): "same", ("c2", "a1"): "taken", ("c2", "a2"): "automatic"}
    assert states() == after
    link()
    assert states() == after
    decide(by=pavel, link=chosen.pk, state="open")
    assert set(states().values()) == {"open"}
    acts = AuditEvent.objects.filter(action="link.decide").order_by("id")
    assert [act.new["state"] for act in acts] == ["same", "open"]
    assert acts[0].new["reason"] == "one call number"


@pytest.mark.parametrize("state", ["same", "different"])
def test_no_run_overwrites_a_decision(pair, pavel, state):
    accident = report("accidents", "roads", key="a")
    report("crimes", "police", key="c", east_m=100)
    link()
    decide(by=pavel, link=Link.objects.get().pk, state=state)
    link(changed={"accidents": [accident.pk]})
    link()
    assert states() == {("c", "a"): state}


def test_a_link_whose_record_moved_away_is_shown_and_mends_when_it_comes_back(pair):
    accident = report("accidents", "roads", key="a")
    crime = report("crimes", "police", key="c", east_m=100)
    link()
    there, accident.point = accident.point, report("crimes", "patrol", key="far", east_m=700, minutes=600).point
    accident.save()
    link(changed={"accidents": [accident.pk]})
    assert states()[("c", "a")] == "automatic apart"
    accident.point = there
    accident.save()
    link(changed={"accidents": [accident.pk]})
    assert states() == {("c", "a"): "automatic"}
    crime.delete()
    link()
    assert states() == {("c", "a"): "automatic vanished"}


def test_a_record_that_comes_again_under_another_id_keeps_its_decision(pair, pavel):
    accident = report("accidents", "roads", key="a")
    report("crimes", "police", key="c", east_m=100)
    link()
    decide(by=pavel, link=Link.objects.get().pk, state="same")
    accident.delete()
    link()
    assert states() == {("c", "a"): "same vanished"}
    again = report("accidents", "roads", key="a")
    link(changed={"accidents": [again.pk]})
    assert states() == {("c", "a"): "same"}
    assert Link.objects.get().b == again.pk


def test_what_only_waited_goes_with_its_record(pair):
    report("crimes", "police", key="c")
    report("accidents", "roads", key="a")
    rival = report("accidents", "roads", key="rival", east_m=50)
    link()
    rival.delete()
    link()
    assert states() == {("c", "a"): "automatic"}


def test_who_saw_an_older_state_is_told(pair, pavel):
    report("crimes", "police", key="c")
    report("accidents", "roads", key="a")
    link()
    row = Link.objects.get()
    decide(by=pavel, link=row.pk, state="same", was="automatic")
    with pytest.raises(Conflict):
        decide(by=pavel, link=row.pk, state="different", was="automatic")
    assert states() == {("c", "a"): "same"}


def test_a_dry_run_tells_and_leaves_nothing(pair):
    report("crimes", "police", key="c")
    report("accidents", "roads", key="a")
    [told] = link(dry=True)
    assert (told["automatic"], told["new"]) == (1, 1)
    assert states() == {}


def test_the_declared_pairs_can_be_read_and_a_home_lays_its_own_over_them(city, tmp_path, monkeypatch):
    assert {"accidents-calls", "crimes-again"} <= set(declared.pairs())
    (tmp_path / "links.yml").write_text("crimes-again: {skip: true}\nmine: {a: crimes, b: crimes, metres: 50}\n")
    assert declared.read(tmp_path / "links.yml")["crimes-again"] is None
    assert declared.read(tmp_path / "links.yml")["mine"].metres == 50
    assert declared.read(settings.BASE_DIR / "data" / "links.yml")["accidents-calls"].minutes == 60


def test_the_command_prints_one_document(pair, monkeypatch):
    monkeypatch.setattr("gis_app.config.product.start_store", lambda: None)
    monkeypatch.setattr("gis_app.config.product.migrate", lambda: None)
    report("crimes", "police", key="c")
    report("accidents", "roads", key="a")
    out = StringIO()
    call_command("link", "--dry-run", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["dry_run"], told["pairs"][0]["automatic"]) == (True, 1)
    assert states() == {}


def test_an_accident_and_the_call_about_it_link_as_they_are_declared(city):
    report("accidents", "police", key="card")
    report("calls", "dispatch", east_m=300, minutes=-20, key="crash", kind="call_accident")
    report("calls", "dispatch", east_m=100, minutes=-5, key="illness", kind="call_illness")
    link()
    assert states() == {("card", "crash"): "automatic"}
    assert Link.objects.get().pair == "accidents-calls"


def test_declared_kinds_are_kinds_that_there_are(city):
    for one in declared.pairs().values():
        for group in one.kinds:
            assert set(group.a) <= {kind.code for kind in of_layer(one.a)}
            assert set(group.b) <= {kind.code for kind in of_layer(one.b)}

"""The auditor's page: acts by person, action, object and period; ids and never names; the chain's state."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import transaction

from gis_app.people import actions, audit
from gis_app.people.models import AuditEvent, ChainCheck
from tests.gis_app.people.test_audit import without_guard


@pytest.fixture
def desk(anna, browser_of):
    return browser_of(anna)


@pytest.fixture
def acts(artem, pavel, olga):
    actions.set_roles(by=artem, user=pavel, roles=["official"])
    actions.block(by=artem, user=olga)
    actions.rename(by=pavel, user=pavel, full_name="Pavel Vetrov")


def listed(answer) -> list[str]:
    return [act.action for act in answer.context["acts"]]


def test_the_newest_act_comes_first_and_nobody_is_named(desk, acts):
    page = desk.get("/audit/")
    assert listed(page) == ["user.rename", "user.block", "user.roles"]
    body = page.content.decode()
    assert not any(name in body for name in ("pavel", "Vetrov", "olga", "artem"))


def test_filters_in_the_address_leave_what_they_say(desk, acts, pavel, artem, olga):
    assert listed(desk.get(f"/audit/?person={pavel.pk}")) == ["user.rename", "user.roles"]
    assert listed(desk.get(f"/audit/?person={artem.pk}")) == ["user.block", "user.roles"]
    assert listed(desk.get("/audit/?action=user.block")) == ["user.block"]
    assert listed(desk.get(f"/audit/?object=user&id={olga.pk}")) == ["user.block"]
    assert listed(desk.get("/audit/?from=2099-01-01")) == []
    assert listed(desk.get("/audit/?to=2020-01-01")) == []


def test_days_are_the_citys(desk, city):
    with transaction.atomic():
        at = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)  # 23:30 of the day before in the city
        audit.record(action="a", subject="b", subject_id=1, old=None, new=None, actor=None, at=at)
    assert listed(desk.get("/audit/?from=2026-03-01&to=2026-03-02")) == ["a"]
    assert listed(desk.get("/audit/?from=2026-03-02")) == []
    assert "23:30:00" in desk.get("/audit/").content.decode()


@pytest.mark.parametrize(
    "query", ["person=x", "person=-1", "person=" + "9" * 40, "from=yesterday", "action=" + "a" * 65]
)
def test_a_filter_that_is_none_is_told(desk, acts, query):
    page = desk.get(f"/audit/?{query}")
    assert (page.status_code, bool(page.context["mistake"])) == (400, True)


def test_pages_go_on_from_the_last_id(desk):
    with transaction.atomic():
        for number in range(250):
            audit.record(action="a", subject="b", subject_id=number, old=None, new=None, actor=None)
    found, more = [], ""
    while more is not None:
        page = desk.get(f"/audit/?action=a&before={more}")
        found += [act.subject_id for act in page.context["acts"]]
        more = page.context["more"]
    assert found == [str(number) for number in reversed(range(250))]


def test_the_csv_holds_the_same_rows_and_is_an_act_itself(desk, acts, anna, pavel):
    answer = desk.get(f"/audit/rows.csv?person={pavel.pk}")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert [row["action"] for row in rows] == ["user.roles", "user.rename"]
    assert rows[0]["new"] == '{"roles": ["official"]}'
    told = AuditEvent.objects.get(action="audit.download")
    assert (told.actor, told.new) == (anna.pk, {"person": str(pavel.pk)})


def test_the_chain_is_verified_and_a_change_is_named(desk, acts):
    audit.seal()
    assert "whole" in desk.post("/audit/verify", follow=True).content.decode()
    without_guard("UPDATE people_auditevent SET actor = 7 WHERE position = 2")
    page = desk.post("/audit/verify", follow=True).content.decode()
    assert "Row 2 of the audit" in page
    assert [bool(check.broken) for check in ChainCheck.objects.order_by("id")] == [False, True]


@pytest.mark.parametrize("who", ["olga", "pavel", "oksana", "artem"])
def test_nobody_else_reads_the_audit(everybody, browser_of, who):
    for address in ("/audit/", "/audit/rows.csv"):
        assert browser_of(everybody[who]).get(address).status_code == 403


def test_it_is_the_auditors_home(desk, city):
    assert desk.get("/")["Location"] == "/audit/"


def test_the_clock_walks_the_chain_once_a_day(acts):
    audit.seal()
    audit.walk_when_due()
    audit.walk_when_due()
    assert ChainCheck.objects.get().sealed == 3

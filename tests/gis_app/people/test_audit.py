"""The audit: written with the act or neither, sealed without gaps, final, and broken visibly."""

import io
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from gis_app.people import actions, audit
from gis_app.people.models import AuditEvent, User


@pytest.fixture
def acts(artem, pavel) -> list[AuditEvent]:
    """Three acts, unsealed."""
    for roles in (["official"], ["planner"], ["planner", "auditor"]):
        actions.set_roles(by=artem, user=pavel, roles=roles)
    return list(AuditEvent.objects.order_by("id"))


def without_guard(sql: str, *values) -> None:
    """What somebody with the database in hand could do."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_auditevent DISABLE TRIGGER audit_is_final")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE people_auditevent ENABLE TRIGGER audit_is_final")


def test_an_act_tells_who_what_and_both_values(acts, artem, pavel):
    told = acts[0]
    assert (told.actor, told.action, told.subject, told.subject_id) == (artem.pk, "user.roles", "user", str(pavel.pk))
    assert (told.old, told.new) == ({"roles": ["planner"]}, {"roles": ["official"]})


def test_a_failing_audit_leaves_nothing_behind(artem, pavel, monkeypatch):
    def fail(**_told):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        actions.set_roles(by=artem, user=pavel, roles=["auditor"])
    with pytest.raises(DatabaseError):
        actions.add_user(by=artem, username="nina", roles=["auditor"])
    assert User.objects.get(pk=pavel.pk).roles == ["planner"]
    assert not User.objects.filter(username="nina").exists()


def test_a_failing_act_leaves_no_audit(artem):
    def fail() -> None:
        with audit.acting("user.add", by=artem) as act:
            act.on("user", 1)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert not AuditEvent.objects.exists()


def test_an_act_that_does_not_say_what_it_was_done_to_is_undone(artem):
    with pytest.raises(RuntimeError), audit.acting("user.rename", by=artem):
        User.objects.update(full_name="x")
    assert not User.objects.filter(full_name="x").exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_a_transaction():
    with pytest.raises(RuntimeError):
        audit.record(action="a", subject="b", subject_id=1, old=None, new=None, actor=None)


def test_seals_chain_without_gaps(acts):
    assert audit.seal() == 3
    assert audit.seal() == 0
    assert list(AuditEvent.objects.order_by("id").values_list("position", flat=True)) == [1, 2, 3]
    chain = audit.verify()
    assert (chain.sealed, chain.unsealed, chain.broken) == (3, 0, "")
    assert chain.head == AuditEvent.objects.get(position=3).seal


def test_what_comes_later_goes_on_from_the_last_seal(acts, artem, pavel):
    audit.seal()
    before = audit.verify().head
    actions.block(by=artem, user=pavel)
    assert audit.verify().unsealed == 1
    assert audit.seal() == 1
    assert audit.verify().sealed == 4
    assert audit.verify().head != before


@pytest.mark.parametrize("sql", ["UPDATE people_auditevent SET actor = 7", "DELETE FROM people_auditevent"])
@pytest.mark.parametrize("sealed", [True, False])
def test_the_database_itself_refuses_to_change_or_delete(acts, sql, sealed):
    if sealed:
        audit.seal()
    with pytest.raises(IntegrityError, match="The audit is final"), transaction.atomic():
        connection.cursor().execute(sql)


def test_sealing_may_change_nothing_else(acts):
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.update(position=1, new={"roles": ["administrator"]})


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE people_auditevent SET actor = 7 WHERE position = 2",
        "UPDATE people_auditevent SET new = '{}' WHERE position = 2",
        "UPDATE people_auditevent SET at = at + interval '1 microsecond' WHERE position = 2",
        "UPDATE people_auditevent SET seal = repeat('0', 64) WHERE position = 2",
    ],
)
def test_a_changed_row_is_named(acts, sql):
    audit.seal()
    without_guard(sql)
    assert audit.verify().broken == f"Row 2 of the audit (id {acts[1].pk}) was changed after it was sealed."


def test_a_row_taken_out_is_named(acts):
    audit.seal()
    without_guard("DELETE FROM people_auditevent WHERE position = 2")
    assert audit.verify().broken == "Row 2 of the audit is missing."


def test_values_of_every_kind_keep_their_seal(db):
    with transaction.atomic():
        new = {"b": 1.50, "a": [1e300, None, True, "ё\n'"], "é": {"z": -0.0}}
        at = datetime(2026, 3, 1, 12, 0, 0, 1, tzinfo=UTC)
        audit.record(action="a", subject="b", subject_id="c", old=None, new=new, actor=None, at=at)
    audit.seal()
    assert audit.verify().broken == ""


def test_the_command_says_whether_the_record_is_whole(acts):
    out = io.StringIO()
    call_command("audit", "verify", stdout=out)
    assert out.getvalue().startswith("3 rows sealed")
    without_guard("DELETE FROM people_auditevent WHERE position = 1")
    with pytest.raises(CommandError, match=r"Row 1 of the audit is missing\."):
        call_command("audit", "verify", stdout=io.StringIO())

"""Accounts are made and changed by acts that refuse what cannot be."""

import re
import threading

import pytest
from django.db import connection

from gis_app.errors import BadInput, Conflict
from gis_app.people import actions
from gis_app.people.models import AuditEvent, User
from gis_app.people.permissions import MEANING, Permission
from gis_app.people.roles import ROLES, home_of, may, permissions_of, roles_with


def test_a_new_person_gets_a_readable_password(artem):
    user, password = actions.add_user(by=artem, username="nina", roles=["auditor", "operator"], full_name="Nina K.")
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", password)
    assert User.objects.get(username="nina").check_password(password)
    assert user.roles == ["operator", "auditor"]


def test_the_audit_of_a_new_person_holds_no_name(artem):
    user, password = actions.add_user(by=artem, username="nina", roles=["auditor"], full_name="Nina K.")
    told = AuditEvent.objects.get()
    assert (told.at, told.subject_id) == (user.date_joined, str(user.pk))
    assert not re.search(f"nina|Nina|{password}", f"{told.old}{told.new}{told.subject_id}")


@pytest.mark.parametrize(
    ("what", "mistake"),
    [
        ({"roles": ["mayor"]}, BadInput),
        ({"username": "two words"}, BadInput),
        ({"username": ""}, BadInput),
        ({"username": "n" * 151}, BadInput),
        ({"password": "short"}, BadInput),
        ({"password": "password1234"}, BadInput),
        ({"username": "Pavel"}, Conflict),
    ],
)
def test_what_cannot_be_is_refused(pavel, what, mistake):
    with pytest.raises(mistake):
        actions.add_user(**{"by": None, "username": "nina", "roles": ["planner"]} | what)
    assert User.objects.count() == 1
    assert not AuditEvent.objects.exists()


def test_somebody_stays_administrator(artem):
    with pytest.raises(Conflict):
        actions.block(by=artem, user=artem)
    with pytest.raises(Conflict):
        actions.set_roles(by=artem, user=artem, roles=["planner"])
    actions.add_user(by=artem, username="nina", roles=["administrator"])
    actions.set_roles(by=artem, user=artem, roles=["planner"])
    assert User.objects.get(pk=artem.pk).roles == ["planner"]


def test_a_new_password_ends_the_sessions_of_the_old(artem, pavel, browser_of):
    browser = browser_of(pavel)
    actions.set_password(by=artem, user=pavel)
    assert browser.get("/")["Location"].startswith("/login/")


def test_every_permission_has_a_meaning_and_a_holder():
    assert set(MEANING) == set(Permission)
    assert [permission for permission in Permission if not roles_with(permission)] == []


def test_the_blocked_and_strangers_may_nothing(pavel, stranger):
    pavel.is_active = False
    assert permissions_of(pavel) == permissions_of(stranger) == permissions_of(None) == frozenset()


def test_a_flag_of_the_framework_gives_nothing(olga):
    olga.is_superuser = olga.is_staff = True
    assert not may(olga, Permission.PEOPLE_MANAGE)


def test_no_role_that_manages_sees_incidents():
    for code in ("administrator", "auditor"):
        assert not ROLES[code].permissions & {Permission.INCIDENT_SEE, Permission.CAMERA_SEE, Permission.WHOLE_CITY_SEE}


def test_each_starts_on_a_page_that_is_open(everybody, browser_of, city):
    for user in (everybody[name] for name in ("olga", "pavel", "oksana", "anna", "artem")):
        answer = browser_of(user).get("/")
        assert answer.status_code == (200 if home_of(user) == "/" else 302)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_block_each_other_at_once_leave_one():
    both = [actions.add_user(by=None, username=name, roles=["administrator"])[0] for name in ("ada", "bob")]
    met, refused = threading.Barrier(2), []

    def block(user: User) -> None:
        met.wait()
        try:
            actions.block(by=None, user=user)
        except Conflict:
            refused.append(user)
        connection.close()

    threads = [threading.Thread(target=block, args=(user,)) for user in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.filter(is_active=True).count() == len(refused) == 1

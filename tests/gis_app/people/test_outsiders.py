"""People whom another house vouches for, without the house."""

import threading

import pytest
from django.db import connection

from gis_app.errors import Conflict, Refused
from gis_app.people import actions, outsiders
from gis_app.people.models import AuditEvent, Identity, User

NINA = {"house": "https://id", "subject": "007", "username": "nina", "full_name": "Nina Kim"}


def test_roles_that_go_away_take_the_person_out(db):
    outsiders.let_in(**NINA, roles=["operator"])
    with pytest.raises(Refused):
        outsiders.let_in(**NINA, roles=[])
    assert AuditEvent.objects.filter(action="user.add_outsider").count() == 1


def test_the_last_administrator_is_not_lost_by_a_group(db):
    outsiders.let_in(**NINA, roles=["administrator"])
    assert outsiders.let_in(**NINA, roles=["planner"]).roles == ["administrator"]


def test_the_same_subject_of_another_house_is_another_person(db):
    outsiders.let_in(**NINA, roles=["operator"])
    with pytest.raises(Conflict):
        outsiders.let_in(**NINA | {"house": "ldaps://other"}, roles=["operator"])


def test_a_person_of_ours_may_be_linked_to_one_of_theirs(pavel, olga):
    outsiders.link(by=None, user=pavel, house="https://id", subject="007")
    assert outsiders.let_in(**NINA, roles=["official"]) == pavel
    with pytest.raises(Conflict):
        outsiders.link(by=None, user=olga, house="https://id", subject="007")


@pytest.mark.django_db(transaction=True)
def test_two_browsers_at_once_make_one_person():
    met, found = threading.Barrier(4), []

    def come() -> None:
        met.wait()
        found.append(outsiders.let_in(**NINA, roles=["operator"]).pk)
        connection.close()

    threads = [threading.Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == User.objects.count() == Identity.objects.count() == 1


def test_who_was_renamed_here_is_named_as_there_again(db):
    user = outsiders.let_in(**NINA, roles=["operator"])
    actions.rename(by=None, user=user, full_name="N.")
    assert outsiders.let_in(**NINA, roles=["operator"]).full_name == "Nina Kim"

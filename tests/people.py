"""The people of the tests: one of each role, and a stranger."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from gis_app.people.models import User


def person(username: str, *roles: str) -> User:
    return User.objects.create(username=username, roles=list(roles), password="!")


@pytest.fixture
def olga(db) -> User:
    """An operator; on duty nowhere until a test says where."""
    return person("olga", "operator")


@pytest.fixture
def pavel(db) -> User:
    """A planner."""
    return person("pavel", "planner")


@pytest.fixture
def oksana(db) -> User:
    """An official."""
    return person("oksana", "official")


@pytest.fixture
def anna(db) -> User:
    """An auditor."""
    return person("anna", "auditor")


@pytest.fixture
def artem(db) -> User:
    """An administrator."""
    return person("artem", "administrator")


@pytest.fixture
def igor(db) -> User:
    """A police officer; on duty nowhere until a test says where."""
    return person("igor", "investigator")


@pytest.fixture
def hanna(db) -> User:
    """A holder of cameras; speaks for nobody until a test says for whom."""
    return person("hanna", "holder")


@pytest.fixture
def stranger() -> AnonymousUser:
    """Nobody we know."""
    return AnonymousUser()


@pytest.fixture
def everybody(olga, pavel, oksana, anna, artem, igor, hanna, stranger) -> dict:
    """All of them, by name."""
    people = {user.username: user for user in (olga, pavel, oksana, anna, artem, igor, hanna)}
    return {**people, "stranger": stranger}


@pytest.fixture
def browser_of() -> Callable[[object], Client]:
    """A browser in which the person is signed in; a stranger's is signed in nowhere. Our errors answer, not raise."""

    def browser(user: object) -> Client:
        client = Client(raise_request_exception=False)
        if isinstance(user, User):
            client.force_login(user)
        return client

    return browser

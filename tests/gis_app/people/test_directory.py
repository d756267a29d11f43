"""Signing in by a directory, against a real LDAP server in a process of its own."""

import warnings
from dataclasses import replace

import pytest

from gis_app.config.houses import SYSTEM_AUTHORITIES, Directory
from gis_app.people import actions
from gis_app.people.models import Identity, User
from tests.gis_app.people import houses
from tests.ports import free_port

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # ldap3 imports by old names of pyasn1
    import ldap3

pytestmark = pytest.mark.slow
PASSWORD = "a word of the directory"


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    with houses.directory(tmp_path_factory.mktemp("slapd")) as port:
        fill(port)
        yield port


def fill(port: int) -> None:
    with ldap3.Connection(f"ldap://127.0.0.1:{port}", houses.ROOT, houses.SECRET) as line:
        line.add("dc=town", ["dcObject", "organization"], {"dc": "town", "o": "Town"})
        for uid, name in (("nina", "Nina Kim"), ("cook", "A Cook"), ("olga", "Another Olga"), ("twin*", "A Star")):
            facts = {"uid": uid, "cn": name, "sn": "x", "userPassword": PASSWORD}
            assert line.add(f"uid={uid},dc=town", "inetOrgPerson", facts), line.result
        group(line, "watch", ["nina", "olga", "twin*"])
        group(line, "kitchen", ["cook"])


def group(line, name: str, members: list[str]) -> None:
    told = {"cn": name, "member": [f"uid={uid},dc=town" for uid in members]}
    assert line.add(f"cn={name},dc=town", "groupOfNames", told), line.result


@pytest.fixture
def house(port, settings) -> Directory:
    settings.DIRECTORY = Directory(
        url=f"ldap://127.0.0.1:{port}",
        bind_dn=houses.ROOT,
        bind_password=houses.SECRET,
        base="dc=town",
        find="(uid={name})",
        groups="memberOf",
        full_name="cn",
        subject="entryUUID",
        roles={"cn=watch,dc=town": ["operator"]},
        authority=SYSTEM_AUTHORITIES,
        start_tls=False,
    )
    return settings.DIRECTORY


def attempt(client, username="nina", password=PASSWORD):
    return client.post("/login/", {"username": username, "password": password})


def test_a_person_is_made_at_the_first_sign_in(house, db, client):
    assert attempt(client).status_code == 302
    nina = User.objects.get()
    assert (nina.username, nina.full_name, nina.roles) == ("nina", "Nina Kim", ["operator"])
    assert not nina.has_usable_password()
    client.post("/logout/")
    assert attempt(client, "NINA").status_code == 302
    assert User.objects.count() == Identity.objects.count() == 1


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("nina", "wrong"),
        ("nina", ""),
        ("nobody", PASSWORD),
        ("*", PASSWORD),
        ("ni*", PASSWORD),
        ("n)(uid=nina", PASSWORD),
    ],
)
def test_a_wrong_name_or_password_is_counted_like_any(house, db, client, username, password):
    answers = [attempt(client, username, password).status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]
    assert not User.objects.exists()


def test_a_star_in_a_name_is_a_star(house, db, client):
    assert attempt(client, "twin*").status_code == 400  # found, but no name that an account may have
    assert not User.objects.exists()


def test_nobody_is_made_without_a_role(house, db, client):
    answer = attempt(client, "cook")
    assert (answer.status_code, "None of your groups" in answer.content.decode()) == (403, True)
    assert not User.objects.exists()


def test_a_name_with_a_password_of_ours_is_not_taken_over(house, db, client):
    ours = actions.add_user(by=None, username="olga", roles=["planner"], password="correct-horse-battery")[0]
    assert attempt(client, "olga").status_code == 400
    assert attempt(client, "olga", "correct-horse-battery").status_code == 302
    assert User.objects.get() == ours


def test_a_directory_that_is_away_leaves_our_own_people_in(house, db, client, settings):
    settings.DIRECTORY = replace(house, url=f"ldap://127.0.0.1:{free_port()}")
    actions.add_user(by=None, username="pavel", roles=["planner"], password="correct-horse-battery")
    answers = {attempt(client, "nina").status_code for _ in range(7)}
    assert answers == {503}
    assert attempt(client, "pavel", "correct-horse-battery").status_code == 302


def test_a_server_without_encryption_is_not_spoken_to_where_it_is_asked_for(house, db, client, settings):
    settings.DIRECTORY = replace(house, start_tls=True)
    assert attempt(client).status_code == 503
    assert not User.objects.exists()

"""Signing in by a directory over an encrypted line, with a certificate authority of its own, as offices have them."""

from dataclasses import replace
from pathlib import Path

import pytest

from gis_app.config import certificate
from gis_app.config.houses import SYSTEM_AUTHORITIES, Directory
from gis_app.config.state import Home
from gis_app.people.models import User
from tests.gis_app.people import houses
from tests.gis_app.people.test_directory import attempt, fill
from tests.ports import free_port

pytestmark = pytest.mark.slow


def issued(folder: Path, *names: str) -> tuple[Path, Path, Path]:
    """A new authority's certificate, and one that it signed for the names, with its key."""
    home = Home(folder)
    home.secrets.mkdir(parents=True)
    return certificate.make(home, names)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The authority to trust, and the addresses of one directory: STARTTLS and ldaps."""
    folder, tls_port = tmp_path_factory.mktemp("slapd"), free_port()
    authority, signed, key = issued(folder / "own", "localhost")
    with houses.directory(folder, (signed, key), tls_port) as port:
        fill(port)
        yield authority, {"starttls": f"ldap://localhost:{port}", "ldaps": f"ldaps://localhost:{tls_port}"}


@pytest.fixture(params=["starttls", "ldaps"])
def house(request, served, settings) -> Directory:
    authority, addresses = served
    settings.DIRECTORY = Directory(
        url=addresses[request.param],
        bind_dn=houses.ROOT,
        bind_password=houses.SECRET,
        base="dc=town",
        find="(uid={name})",
        groups="memberOf",
        full_name="cn",
        subject="entryUUID",
        roles={"cn=watch,dc=town": ["operator"]},
        authority=str(authority),
        start_tls=request.param == "starttls",
    )
    return settings.DIRECTORY


def test_a_directory_whose_authority_is_named_lets_its_people_in(house, db, client):
    assert attempt(client).status_code == 302
    assert User.objects.get().username == "nina"


def test_a_wrong_password_is_a_wrong_password_on_an_encrypted_line_too(house, db, client):
    assert attempt(client, password="wrong").status_code == 400


def test_an_authority_that_is_not_trusted_gets_no_password(house, db, client, settings, tmp_path):
    for other in (SYSTEM_AUTHORITIES, str(issued(tmp_path, "localhost")[0])):
        settings.DIRECTORY = replace(house, authority=other)
        assert attempt(client).status_code == 503
    assert not User.objects.exists()


def test_a_certificate_for_another_name_gets_no_password(house, db, client, settings):
    settings.DIRECTORY = replace(house, url=house.url.replace("localhost", "127.0.0.1"))
    assert attempt(client).status_code == 503

"""HTTPS with a certificate of our own: a browser that trusts the authority once is content."""

import ssl
import stat

import pytest

from gis_app.config import certificate
from gis_app.config.state import Home
from gis_app.errors import BadInput


@pytest.fixture
def home(tmp_path) -> Home:
    made = Home(tmp_path)
    made.secrets.mkdir()
    return made


def spoken_with(authority, signed, key, name: str) -> str:
    """What a strict client says to a server with that certificate, in memory: "ok" or why not."""
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context(cafile=str(authority))
    server.load_cert_chain(signed, key)
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    ours = server.wrap_bio(to_server, to_client, server_side=True)
    theirs = client.wrap_bio(to_client, to_server, server_hostname=name)
    for _turn in range(8):
        for side in (theirs, ours):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLCertVerificationError as refused:
                return refused.verify_message
    return "ok"


def test_a_client_that_trusts_the_authority_accepts_each_name_and_no_other(home):
    made = certificate.make(home, ["safecity.example", "10.1.2.3"])
    assert spoken_with(*made, "safecity.example") == "ok"
    assert spoken_with(*made, "10.1.2.3") == "ok"
    assert "Hostname mismatch" in spoken_with(*made, "other.example")


def test_a_renewed_certificate_is_trusted_by_who_trusted_the_first(home):
    authority, *_first = certificate.make(home, ["a.example"])
    trusted = authority.read_bytes()
    _authority, signed, key = certificate.make(home, ["b.example"])
    assert authority.read_bytes() == trusted
    assert spoken_with(authority, signed, key, "b.example") == "ok"


def test_keys_are_closed_to_others(home):
    certificate.make(home, ["a.example"])
    keys = [path for path in home.secrets.iterdir() if "key" in path.name]
    assert len(keys) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys} == {0o600}


@pytest.mark.parametrize("name", ["", "two words", "https://x", "a:8000", "*.example", "x" * 70])
def test_a_name_that_is_none_is_refused(home, name):
    with pytest.raises(BadInput):
        certificate.make(home, [name])
    assert not (home.secrets / "own-tls-key.pem").exists()

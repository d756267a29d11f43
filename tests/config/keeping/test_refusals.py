"""What is no whole backup, or not for this home, is refused with one sentence, and the home stays empty."""

import json
import re

import pytest

from gis_app.config.keeping import restore
from gis_app.config.keeping.errors import KeepingError
from gis_app.config.keeping.manifest import KEYS, NAME
from gis_app.config.state import Home
from tests.config.keeping.made import PASSPHRASE, quiet, small_backup


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def backup(tmp_path):
    return small_backup(tmp_path / "safecity-square-20261122T023000Z")


def refusal(backup, home, passphrase=PASSPHRASE) -> str:
    with pytest.raises(KeepingError) as told:
        restore.restore(backup, home, passphrase, quiet)
    sentence = str(told.value)
    assert re.fullmatch(r"[^\n]+[.…]", sentence), sentence
    assert not (home.postgres / "15").exists()
    assert not [path for path in home.root.iterdir() if path.name in {".restoring", "media/deliveries", "settings.env"}]
    return sentence


def test_a_wrong_passphrase(backup, home):
    assert "passphrase does not open" in refusal(backup, home, "correct horse batter")


def test_a_truncated_file(backup, home):
    dump = backup / "store" / "toc.dat"
    dump.write_bytes(dump.read_bytes()[:-1])
    assert "store/toc.dat of the backup is cut short" in refusal(backup, home)


def test_a_file_with_one_changed_byte(backup, home):
    dump = backup / "store" / "toc.dat"
    dump.write_bytes(dump.read_bytes()[:-1] + b"!")
    assert "was changed" in refusal(backup, home)


def test_a_missing_file(backup, home):
    (backup / "files" / "media" / "deliveries" / "1.csv").unlink()
    assert "missing" in refusal(backup, home)


def test_a_manifest_that_was_made_to_fit_changed_files(backup, home):
    (backup / NAME).write_text((backup / NAME).read_text().replace("square", "sqaure"))
    assert "manifest was changed" in refusal(backup, home)


@pytest.mark.parametrize(
    "changes", [{"migrations": ["people.0001_initial", "people.9999_later"]}, {"format": 2, "version": "9.1"}]
)
def test_a_newer_version(tmp_path, home, changes):
    sentence = refusal_of_a_manifest(small_backup(tmp_path / "newer", **changes), home)
    assert "newer version" in sentence


@pytest.mark.parametrize("path", ["files/../../secrets/field-key", "/etc/passwd", "files", "keys.sealed", "store/.."])
def test_a_manifest_that_leads_out_of_its_folder(backup, home, path):
    told = json.loads((backup / NAME).read_text())
    told["files"][path] = {"n": 1, "digest": ""}
    (backup / NAME).write_text(json.dumps(told))
    assert "spoiled" in refusal_of_a_manifest(backup, home)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"format": 1}', b'{"format": "1e999"}'])
def test_a_manifest_that_is_none(backup, home, content):
    (backup / NAME).write_bytes(content)
    assert "spoiled" in refusal_of_a_manifest(backup, home)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"work": 3, "salt": "", "nonce": "", "content": ""}', b"[1]"])
def test_keys_that_are_none(backup, home, content):
    (backup / KEYS).write_bytes(content)
    assert "sealed keys" in refusal(backup, home)


def test_keys_that_ask_for_more_memory_than_a_machine_has(backup, home):
    told = json.loads((backup / KEYS).read_text()) | {"work": 2**30}
    (backup / KEYS).write_text(json.dumps(told))
    assert "spoiled" in refusal(backup, home)


def test_a_folder_that_holds_no_backup(tmp_path, home):
    assert "no whole backup" in refusal_of_a_manifest(tmp_path, home)


@pytest.mark.parametrize(
    "there", ["media/deliveries/1.csv", "postgres/15/PG_VERSION", "country", "secrets/own-tls-key.pem"]
)
def test_a_home_with_something_of_a_city(backup, home, there):
    path = home.root / there
    path.parent.mkdir(parents=True)
    path.write_text("something")
    with pytest.raises(KeepingError, match=r"not empty, it holds .*: restore into another one"):
        restore.restore(backup, home, PASSPHRASE, quiet)
    assert path.read_text() == "something"


def test_the_keys_that_any_first_command_makes_are_nobodys(home):
    home.prepare()
    for name in restore.BY_ITSELF:
        home.secret(name)
    restore.refuse_inhabited(home)


def refusal_of_a_manifest(backup, home) -> str:
    """Refused before the home is touched at all."""
    with pytest.raises(KeepingError) as told:
        restore.restore(backup, home, PASSPHRASE, quiet)
    assert not home.root.exists()
    return str(told.value)

"""A backup made while rows are written comes back in an empty cluster, equal in every table and file."""

import json
import threading
import time
from pathlib import Path

import pytest

from gis_app.config import cluster
from gis_app.config.keeping.manifest import KEYS, NAME
from gis_app.config.state import Home
from tests.config.keeping.made import PASSPHRASE, ask, begun, command, done, every_file, every_table
from tests.etl.files import city_file, crime, crimes_csv

pytestmark = pytest.mark.slow
PASSWORDS = ("postgres-password", "field-key", "django-secret-key")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with a city, some crimes and a saved source."""
    folder = tmp_path_factory.mktemp("keeping")
    made = Home(folder / "home")
    try:
        done(made, "load", city_file(folder))
        done(made, "import", "chicago_crimes", crimes_csv(folder, *[crime(n) for n in range(300)]))
        (made.sources / "ours").mkdir()
        (made.sources / "ours" / "source.yml").write_text("title: Ours\n")
        yield made
    finally:
        done(made, "down")


def backup(home: Home, *words: object, **settings: str) -> Path:
    return Path(json.loads(done(home, "backup", "--json", *words, **settings))["backup"])


def test_it_comes_back_equal_in_an_empty_home(home, tmp_path):
    before, files = every_table(home), {**every_file(home.media), **every_file(home.sources)}
    made = backup(home, "--to", tmp_path / "kept", SAFECITY_PORT="8123")
    other = Home(tmp_path / "other")
    try:
        done(other, "restore", made)
        done(other, "up", "--store")
        after = every_table(other)
        assert {name for name in before if before[name] != after[name]} == {"people_auditevent"}
        assert before.keys() == after.keys()
        assert files
        assert {**every_file(other.media), **every_file(other.sources)} == files
        assert [(other.secrets / name).read_text() for name in PASSWORDS] == [
            (home.secrets / name).read_text() for name in PASSWORDS
        ]
        assert 'SAFECITY_PORT="8123"' in (other.root / "settings.env").read_text()
        acts = [(made.name, "backup.restore")]
        assert ask(other, "SELECT subject_id, action FROM people_auditevent ORDER BY id DESC LIMIT 1") == acts
        assert "is running" in command(other, "restore", made).stderr
    finally:
        done(other, "down")


def test_rows_written_meanwhile_are_wholly_in_it_or_not_at_all(home, tmp_path):
    stop = threading.Event()

    def write() -> None:
        with cluster.connect(home, cluster.DATABASE) as connection:
            while not stop.is_set():
                connection.execute(
                    "INSERT INTO jobs_job SELECT (jsonb_populate_record(j, jsonb_build_object("
                    "'id', nextval('jobs_job_id_seq'), 'key', clock_timestamp()))).* FROM jobs_job j LIMIT 1"
                )

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = backup(home, "--to", tmp_path)
    finally:
        stop.set()
        writer.join()
    [(now,)] = ask(home, "SELECT count(*) FROM jobs_job")
    then = json.loads((made / NAME).read_text())["tables"]["jobs_job"]["n"]
    assert 0 < then < now
    told = json.loads(done(home, "backup", "--rehearse", "--json", "--to", tmp_path))
    assert (told["backup"], told["equal"]) == (str(made), True)
    assert not (home.root / ".rehearsal").exists()


def test_nothing_secret_stands_open_in_it(home, tmp_path):
    made = backup(home, "--to", tmp_path)
    open_files = b"".join(path.read_bytes() for path in made.rglob("*") if path.is_file() and path.name != KEYS)
    for secret in (home.secrets / name for name in PASSWORDS):
        assert secret.read_bytes() not in open_files
    assert PASSPHRASE.encode() not in open_files + (made / KEYS).read_bytes()
    assert {path.stat().st_mode & 0o077 for path in (made, *made.rglob("*"))} == {0}


def test_an_unchanged_file_takes_no_second_place(home, tmp_path):
    first, second = backup(home, "--to", tmp_path), backup(home, "--to", tmp_path)
    assert first != second
    saved = Path("files", "sources", "ours", "source.yml")
    assert (first / saved).samefile(second / saved)


def test_without_a_passphrase_none_is_made(home, tmp_path):
    for words in ("", "short"):
        told = command(home, "backup", "--to", tmp_path, SAFECITY_BACKUP_PASSPHRASE=words)
        assert told.returncode == 1
        assert "SAFECITY_BACKUP_PASSPHRASE_FILE" in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_spoiled_backup_fails_its_rehearsal_and_the_audit_tells(home, tmp_path):
    made = backup(home, "--to", tmp_path)
    dump = next((made / "store").glob("*.dat.gz"))
    dump.write_bytes(dump.read_bytes()[:-3])
    told = command(home, "backup", "--rehearse", "--to", tmp_path)
    assert (told.returncode, "cut short" in told.stderr) == (1, True)
    [(act, why)] = ask(home, "SELECT action, new->>'error' FROM people_auditevent ORDER BY id DESC LIMIT 1")
    assert act == "backup.fail"
    assert "cut short" in why


def killed_when(home: Home, there: Path, *words: object) -> None:
    """Begin a command and end it by SIGKILL as soon as `there` exists."""
    process = begun(home, *words)
    end = time.monotonic() + 120
    while not there.exists() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    assert process.poll() is None, "it ended before it could be killed"
    process.kill()
    process.communicate()


def test_a_killed_backup_has_no_name_and_a_killed_restore_leaves_the_home_empty(home, tmp_path):
    kept, other = tmp_path / "kept", Home(tmp_path / "other")
    killed_when(home, kept / f".making-{home.run.name}" / "store", "backup", "--to", kept)
    assert done(home, "backup", "--list", "--to", kept) == ""
    made = backup(home, "--to", kept)
    assert list(kept.iterdir()) == [made]

    killed_when(other, other.root / ".restoring" / "postgres" / "15", "restore", made)
    assert not (other.postgres / "15").exists()
    assert not any(other.media.iterdir())
    done(other, "restore", made)
    assert (other.postgres / "15" / "PG_VERSION").exists()
    assert not (other.root / ".restoring").exists()

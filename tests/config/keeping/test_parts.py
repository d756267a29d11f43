"""The parts of a backup that need no store: the passphrase, the seal, the second host, the city's hour."""

import shutil
import subprocess
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from gis_app.config.keeping import backup, files, passphrase, rotation, schedule, send
from gis_app.config.keeping.errors import KeepingError
from gis_app.config.keeping.manifest import NAME
from gis_app.config.keeping.seal import BLOCK, WORK, seal, unseal
from gis_app.config.state import Home

MEMORY_OF_A_GUESS = 128 * WORK * BLOCK  # as it is in earnest, before the tests make it cheap
SFTP_SERVER = Path("/usr/lib/openssh/sftp-server")


def test_the_seal_opens_for_its_passphrase_and_its_manifest_only():
    sealed = seal(b"keys", "correct horse", b"manifest")
    assert unseal(sealed, "correct horse", b"manifest") == b"keys"
    for words, bound in (("correct horsf", b"manifest"), ("correct horse", b"manifesto")):
        with pytest.raises(KeepingError):
            unseal(sealed, words, bound)
    assert seal(b"keys", "correct horse", b"manifest") != sealed


def test_whoever_guesses_the_passphrase_needs_128_megabytes_a_guess():
    assert MEMORY_OF_A_GUESS >= 128_000_000


def test_the_passphrase_is_the_first_line_of_its_file(settings, tmp_path):
    settings.BACKUP_PASSPHRASE_FILE = str(tmp_path / "words")
    with pytest.raises(KeepingError, match="cannot be read"):
        passphrase.to_seal()
    (tmp_path / "words").write_text("correct horse battery\nstaple\n")
    assert passphrase.to_seal() == passphrase.to_open() == "correct horse battery"


def test_a_short_passphrase_seals_nothing_and_opens_what_it_once_sealed(settings):
    settings.BACKUP_PASSPHRASE = "short"
    with pytest.raises(KeepingError, match="at least 12"):
        passphrase.to_seal()
    assert passphrase.to_open() == "short"


def test_only_this_citys_whole_backups_are_ever_removed(tmp_path):
    for day in range(1, 31):
        for city in ("square", "square-two"):
            (tmp_path / f"safecity-{city}-202611{day:02}T023000Z").mkdir()
            (tmp_path / f"safecity-{city}-202611{day:02}T023000Z" / NAME).touch()
    (tmp_path / "safecity-square-20200101T000000Z").mkdir()
    (tmp_path / "safecity-square-notes").mkdir()
    rotation.rotate(tmp_path, "square", (3, 3, 1))
    left = sorted(path.name for path in tmp_path.iterdir())
    ours = [name for name in left if name.startswith("safecity-square-2026")]
    assert ours == [f"safecity-square-202611{day}T023000Z" for day in ("22", "28", "29", "30")]
    assert len(left) == len(ours) + 30 + 2


@pytest.mark.parametrize("target", ["a@b:relative", "a@b:/x y", "a@b:/x\nrm", "a b@c:/x", 'a@b:/x"', "-oProxy@b:x"])
def test_an_address_that_sftp_could_misread_is_refused(target):
    with pytest.raises(KeepingError, match="user@host:/folder"):
        send.host_of(target)


def test_without_sftp_one_sentence_tells_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(KeepingError, match="apt-get install openssh-client"):
        send.words(Home(tmp_path), send.Host("a@b", "/x"))


@pytest.fixture
def made(tmp_path) -> Path:
    """A small backup."""
    folder = tmp_path / "safecity-square-20261122T023000Z"
    (folder / "store").mkdir(parents=True)
    (folder / "store" / "toc.dat").write_bytes(b"dump" * 1000)
    (folder / NAME).write_text("{}")
    return folder


@pytest.fixture
def there(tmp_path, monkeypatch) -> Path:
    """A folder of a second host, which is this machine."""
    monkeypatch.setattr(send, "words", lambda *_: ["sftp", "-q", "-b", "-", "-D", str(SFTP_SERVER)])
    (tmp_path / "there").mkdir()
    return tmp_path / "there"


def test_a_copy_gets_its_name_on_the_other_host_when_it_is_whole(tmp_path, made, there):
    there.rmdir()
    with pytest.raises(KeepingError, match="its copy to a@b:"):
        send.copy(Home(tmp_path), made, send.Host("a@b", str(there)))
    there.mkdir()
    send.copy(Home(tmp_path), made, send.Host("a@b", str(there)))
    assert [path.name for path in there.iterdir()] == [made.name]
    assert subprocess.run(["diff", "-r", made, there / made.name], check=False).returncode == 0
    send.copy(Home(tmp_path), made, send.Host("a@b", str(there)))


def test_a_copy_that_broke_off_is_begun_again_over_what_it_left(made, there, monkeypatch, tmp_path):
    (there / ".part" / made.name / "store").mkdir(parents=True)
    (there / ".part" / made.name / "store" / "toc.dat").write_bytes(b"du")
    waited, whole = [], send.copy

    def once_away(*given):
        if not waited:
            raise KeepingError("away")
        whole(*given)

    monkeypatch.setattr(send, "copy", once_away)
    send.send(Home(tmp_path), made, send.Host("a@b", str(there)), waited.append)
    assert waited == [60]
    assert subprocess.run(["diff", "-r", made, there / made.name], check=False).returncode == 0
    assert [path.name for path in there.iterdir()] == [made.name]


def test_a_host_that_stays_away_is_tried_three_times(made, there, monkeypatch, tmp_path):
    shutil.rmtree(there)
    waited: list[float] = []
    with pytest.raises(KeepingError, match="its copy to a@b:"):
        send.send(Home(tmp_path), made, send.Host("a@b", str(there)), waited.append)
    assert waited == [60, 300]


def test_the_hour_is_the_citys_own_also_where_clocks_change():
    berlin = ZoneInfo("Europe/Berlin")
    made = datetime(2026, 3, 28, 1, 31, tzinfo=UTC)
    assert not schedule.due(datetime(2026, 3, 29, 0, 29, tzinfo=UTC), time(2, 30), berlin, made, None)
    assert schedule.due(datetime(2026, 3, 29, 1, 31, tzinfo=UTC), time(2, 30), berlin, made, None)


def test_a_failed_backup_is_tried_again_after_an_hour():
    now = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    for ago, again in ((timedelta(minutes=59), False), (timedelta(minutes=61), True)):
        assert schedule.due(now, time(2, 30), ZoneInfo("UTC"), None, now - ago) is again


def test_a_full_disk_is_told_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 1, 1))
    with pytest.raises(KeepingError, match=r"0\.0 GB free and 0\.2 GB may be needed: make room"):
        backup.refuse_too_little(tmp_path, 1)


def test_of_a_home_everything_is_kept_but_what_is_made_again(tmp_path):
    kept = ("media/deliveries/1.csv", "sources/ours/source.yml", "country", "a-folder-of-tomorrow/x")
    left = (
        "postgres/15/base",
        "redis/a",
        "logs/web.log",
        "secrets/field-key",
        "demo-logins.json",
        ".lock",
        "backups/b/x",
    )
    for name in (*kept, *left):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "media" / "link").symlink_to("/etc/passwd")
    assert sorted(name for name, _path in files.of_home(Home(tmp_path))) == sorted(kept)

"""An upgrade whose migration fails leaves code, store and service as they were; one that succeeds says so."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from gis_app.config import env
from gis_app.config.state import Home
from tests.config.keeping.made import PASSPHRASE, ask, every_table
from tests.etl.files import city_file
from tests.ports import free_port

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
LEFT = shutil.ignore_patterns(".git", ".venv", ".safecity*", "*_cache", ".hypothesis", "bundle")
BAD = {
    "9998_takes_away": "operations = [migrations.RunSQL('DROP TABLE jobs_job CASCADE')]",
    "9999_fails": "operations = [migrations.RunSQL('SELECT 1 / 0')]",
}
MIGRATION = """\
from django.db import migrations

class Migration(migrations.Migration):
    atomic = False
    dependencies = [("jobs", "{after}")]
    {operations}
"""


def git(code: Path, *words: str) -> str:
    ours = ("git", "-C", str(code), "-c", "user.name=test", "-c", "user.email=test@example.org", *words)
    return subprocess.run(ours, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def code(tmp_path):
    """A checkout of its own of the code as it is, with two later versions: one that is good, one that is not."""
    folder = tmp_path / "code"
    shutil.copytree(env.ROOT, folder, ignore=LEFT)
    (folder / ".venv").symlink_to(env.ROOT / ".venv")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=now")
    git(folder, "tag", "now")
    (folder / "CHANGELOG.md").write_text("later\n")
    git(folder, "commit", "--quiet", "--all", "--message=good")
    git(folder, "tag", "good")
    migrations = folder / "gis_app" / "jobs" / "migrations"
    after = max(path.stem for path in migrations.glob("0*.py"))
    for name, operations in BAD.items():
        (migrations / f"{name}.py").write_text(MIGRATION.format(after=after, operations=operations))
        after = name
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=bad")
    git(folder, "tag", "bad")
    git(folder, "reset", "--quiet", "--hard", "now")
    return folder


@pytest.fixture
def launch(code, tmp_path):
    ours = {"SAFECITY_HOME": str(tmp_path / "home"), "SAFECITY_PORT": str(free_port())}
    surroundings = os.environ | ours | {"SAFECITY_BACKUP_PASSPHRASE": PASSPHRASE}

    def launched(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(code / "safecity"), *map(str, words)], env=surroundings, capture_output=True, text=True
        )

    yield launched
    assert launched("down").returncode == 0


def test_code_that_was_changed_by_hand_is_taken_as_it_lies_and_left_again_where_it_fails(launch, code, tmp_path):
    home = Home(tmp_path / "home")
    for words in (("load", city_file(tmp_path)), ("upgrade",)):
        told = launch(*words)
        assert told.returncode == 0, told.stderr

    git(code, "checkout", "--quiet", "good")
    upgraded = launch("upgrade", "--json")
    assert upgraded.returncode == 0, upgraded.stderr
    told = json.loads(upgraded.stdout)
    assert (told["before"], told["now"]) == (git(code, "rev-parse", "now"), git(code, "rev-parse", "good"))
    before = every_table(home)

    git(code, "checkout", "--quiet", "bad")
    failed = launch("upgrade")
    assert failed.returncode == 1
    assert "all is as it was before" in failed.stderr
    assert git(code, "rev-parse", "HEAD") == git(code, "rev-parse", "good")
    after = every_table(home)
    assert {name for name in after if after[name] != before.get(name)} <= {"people_auditevent", "people_chaincheck"}
    assert json.loads(launch("status", "--json").stdout)["ok"] is True


def test_a_failed_migration_returns_and_a_good_version_stays(launch, code, tmp_path):
    home = Home(tmp_path / "home")
    for words in (("load", city_file(tmp_path)), ("up",)):
        told = launch(*words)
        assert told.returncode == 0, told.stderr
    before = every_table(home)

    failed = launch("upgrade", "--to", "bad")
    assert failed.returncode == 1
    assert "division by zero" in failed.stderr
    assert "all is as it was before" in failed.stderr
    assert git(code, "symbolic-ref", "--short", "HEAD") == "main"
    after = every_table(home)
    assert {name for name in after if after[name] != before.get(name)} <= {"people_auditevent", "people_chaincheck"}
    assert after.keys() == before.keys()
    assert json.loads(launch("status", "--json").stdout)["ok"] is True
    assert [path.name for path in home.root.glob(".failed*")] == []

    upgraded = launch("upgrade", "--to", "good", "--json")
    assert upgraded.returncode == 0, upgraded.stderr
    assert json.loads(upgraded.stdout)["now"] == git(code, "rev-parse", "good") == git(code, "rev-parse", "HEAD")
    acts = [act for (act,) in ask(home, "SELECT action FROM people_auditevent ORDER BY id DESC LIMIT 1")]
    assert acts == ["product.upgrade"]

    (code / "README.md").write_text("mine\n")
    for version, why in (
        ("now", "changes of its own"),
        ("nowhere", "knows no version"),
        ("--orphan", "knows no version"),
    ):
        assert why in launch("upgrade", f"--to={version}").stderr

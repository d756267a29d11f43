"""Backups for the tests: invented small ones that no store was needed for, and homes with a store of their own."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from gis_app.config import cluster, env
from gis_app.config.keeping.manifest import FORMAT, KEYS, NAME, Content, Manifest, digest_of
from gis_app.config.keeping.seal import seal
from gis_app.config.state import Home

PASSPHRASE = "correct horse battery"
SECRETS = {"settings": {"SAFECITY_PORT": "8123"}, "field-key": "a key", "backup-ssh-key": "another"}


def quiet(step: str) -> None:
    """Nobody follows."""


def small_backup(folder: Path, **changes: object) -> Path:
    """A backup whose dump is a few bytes: whole by its manifest, and never to be loaded."""
    for name, content in (("store/toc.dat", b"dump" * 100), ("files/media/deliveries/1.csv", b"id,when\n")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    facts = {
        "format": FORMAT,
        "made": datetime(2026, 11, 22, 2, 30, tzinfo=UTC),
        "version": "0.1.0",
        "server": "15.13",
        "city": "square",
        "invented": False,
        "database": 1,
        "migrations": ["people.0001_initial"],
        "tables": {"people_user": Content(n=0, digest="0")},
        "files": {
            path.relative_to(folder).as_posix(): Content(n=path.stat().st_size, digest=digest_of(path))
            for path in paths
        },
    }
    manifest = Manifest.model_construct(**{**facts, **changes}).written()
    (folder / NAME).write_bytes(manifest)
    (folder / KEYS).write_bytes(seal(json.dumps(SECRETS).encode(), PASSPHRASE, manifest))
    return folder


def begun(home: Home, *words: object, **settings: str) -> subprocess.Popen[str]:
    """A command of ours at work on that home, which seals and opens by our passphrase."""
    ours = {"SAFECITY_HOME": str(home.root), "SAFECITY_BACKUP_PASSPHRASE": PASSPHRASE, **settings}
    return subprocess.Popen(
        [sys.executable, str(env.ROOT / "manage.py"), *map(str, words)],
        env=os.environ | ours,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def command(home: Home, *words: object, **settings: str) -> subprocess.CompletedProcess[str]:
    """The same, to its end."""
    process = begun(home, *words, **settings)
    told = process.communicate()
    return subprocess.CompletedProcess(words, process.returncode, *told)


def done(home: Home, *words: object, **settings: str) -> str:
    """The same, where it must succeed; gives its standard output."""
    ended = command(home, *words, **settings)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def ask(home: Home, question: str) -> list[tuple]:
    with cluster.connect(home, cluster.DATABASE) as connection:
        return connection.execute(question).fetchall()


def every_table(home: Home) -> dict[str, str]:
    """A digest of all that each table holds, made otherwise than the product makes its own."""
    names = [name for (name,) in ask(home, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")]
    question = "SELECT md5(coalesce(string_agg(t::text, '\n' ORDER BY t::text), '')) FROM {} t"
    return {name: ask(home, question.format(f'"{name}"'))[0][0] for name in names}


def every_file(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

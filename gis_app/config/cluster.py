"""The private PostgreSQL cluster: made once, freed of a crash's leftovers, given its database."""

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql

from gis_app.config import programs, service_user
from gis_app.config.state import Home, give

ROLE = DATABASE = "safecity"
PASSING = "the database system is"  # starting up, shutting down: told to who comes too early
OUTLIVED = "pre-existing shared memory block"  # a statement goes on for a while after its killed server
HBA = "# TYPE DATABASE USER METHOD\nlocal all all scram-sha-256\n"


def make(home: Home) -> None:
    """Create the cluster's files unless they exist; a run that was cut short is begun anew."""
    ready, draft = programs.data_folder(home), home.postgres / ".making"
    if ready.exists():
        return
    shutil.rmtree(draft, ignore_errors=True)
    home.secret("postgres-password")
    words = [
        *(str(programs.POSTGRES / "initdb"), "-D", str(draft), "--username", ROLE, "--encoding=UTF8"),
        *("--locale=C.UTF-8", "--data-checksums", "--auth=scram-sha-256", f"--pwfile={home.secrets}/postgres-password"),
    ]
    prefix = service_user.as_service_user((home.root,))
    done = subprocess.run([*prefix, *words], capture_output=True, text=True, cwd="/")
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stderr.strip()}")
    (draft / "pg_hba.conf").write_text(HBA)
    give(draft / "pg_hba.conf")
    draft.rename(ready)


def clear_leftovers(home: Home, patience_s: int = 60) -> None:
    """Remove lock files whose process is gone, or is by now another program under the same number.

    A server that outlived its supervisor is on its way down: wait for it.
    """
    end = time.monotonic() + patience_s
    for lock in (programs.data_folder(home) / "postmaster.pid", home.run / ".s.PGSQL.5432.lock"):
        while _held(lock) and time.monotonic() < end:
            time.sleep(0.1)
        if not _held(lock):
            lock.unlink(missing_ok=True)


def wait(home: Home, dead: Callable[[], bool], patience_s: int = 180) -> None:
    """Return once the cluster answers; raises TimeoutError, or RuntimeError as soon as `dead()` says it gave up.

    A start that fails since statements outlived their server is tried again by the supervisor: wait for it.
    """
    end = time.monotonic() + patience_s
    while True:
        try:
            connect(home, "template1").close()
            return
        except psycopg.OperationalError as error:
            if dead() and OUTLIVED not in (words := _last_words(home)):
                raise RuntimeError(f"PostgreSQL does not start: {words}") from error
            if time.monotonic() > end:
                raise TimeoutError(f"PostgreSQL does not answer: {str(error).strip()}") from error
        time.sleep(0.1)


def furnish(home: Home) -> None:
    """Make the city's database; its extensions come with the migrations."""
    with connect(home, "postgres") as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def has_database(home: Home) -> bool:
    try:
        connect(home, DATABASE).close()
    except psycopg.OperationalError:
        return False
    return True


def connect(home: Home, database: str) -> psycopg.Connection:
    return psycopg.connect(
        host=str(home.run),
        dbname=database,
        user=ROLE,
        password=home.secret("postgres-password"),
        connect_timeout=5,
        autocommit=True,
    )


def _held(lock: Path) -> bool:
    """Whether the process named in the lock file's first line is a PostgreSQL that lives."""
    try:
        pid = int(lock.read_text().split("\n")[0])
        return Path(f"/proc/{pid}/comm").read_text().strip() == "postgres"
    except (OSError, ValueError):
        return False


def _last_words(home: Home) -> str:
    log = home.logs / "postgres.log"
    lines = log.read_text(errors="replace").splitlines()[-40:] if log.exists() else []
    grave = (line for line in reversed(lines) if ("FATAL" in line or "PANIC" in line) and PASSING not in line)
    return next(grave, lines[-1] if lines else "it logged nothing")

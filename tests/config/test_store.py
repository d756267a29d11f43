"""The private store: begun from nothing, in a folder only root may enter, and after any death."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from gis_app.config import cluster, env
from gis_app.config.state import Home

IN_THE_WAY = "pre-existing shared memory block"


@pytest.fixture
def home(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    yield Home(closed / "home")
    assert command(Home(closed / "home"), "down").returncode == 0


def command(home, *words):
    surroundings = os.environ | {"SAFECITY_HOME": str(home.root)}
    return subprocess.run(
        [sys.executable, str(env.ROOT / "manage.py"), *words], env=surroundings, capture_output=True, text=True
    )


def first_line(path: Path) -> int:
    return int(path.read_text().split("\n")[0])


@pytest.mark.slow
def test_the_store_starts_from_nothing_and_again_after_its_processes_were_killed(home):
    started = command(home, "up", "--store")
    assert started.returncode == 0, started.stderr
    assert started.stdout == ""

    for victim in (home.postgres / "15" / "postmaster.pid", home.run / "supervisord.pid"):
        os.kill(first_line(victim), signal.SIGKILL)
        again = command(home, "up", "--store")
        assert again.returncode == 0, again.stderr

    end = time.monotonic() + 120
    while "starting" in (told := command(home, "status", "--json")).stdout and time.monotonic() < end:
        time.sleep(0.2)
    assert told.returncode == 1
    seen = json.loads(told.stdout)
    assert seen["ok"] is False
    assert {name: row["state"] for name, row in seen["programs"].items() if row["state"] != "stopped"} == {
        "postgres": "running",
        "redis": "running",
    }


@pytest.mark.slow
def test_a_killed_store_starts_though_a_statement_of_its_outlives_it(home):
    assert command(home, "up", "--store").returncode == 0
    with cluster.connect(home, "postgres") as server:
        [(pid,)] = server.execute("SELECT pg_backend_pid()").fetchall()
        # Busy without a pause to notice the death of its server.
        at_work = threading.Thread(target=outlived, args=(server,))
        at_work.start()
        until(lambda: is_busy(home, pid))
        os.kill(first_line(home.postgres / "15" / "postmaster.pid"), signal.SIGKILL)
        ending = threading.Thread(target=end_once_in_the_way, args=(home, pid))
        ending.start()
        again = command(home, "up", "--store")
        ending.join()
        at_work.join()
    assert again.returncode == 0, again.stderr
    assert IN_THE_WAY in (home.logs / "postgres.log").read_text()


def is_busy(home: Home, pid: int) -> bool:
    with cluster.connect(home, "postgres") as other:
        asked = "SELECT state FROM pg_stat_activity WHERE pid = %s"
        return other.execute(asked, [pid]).fetchall() == [("active",)]


def end_once_in_the_way(home: Home, pid: int) -> None:
    """The statement that outlived its server is over some seconds after it was seen to hold up the next one."""
    until(lambda: IN_THE_WAY in (home.logs / "postgres.log").read_text())
    time.sleep(4)
    os.kill(pid, signal.SIGKILL)


def until(what: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.05)


def outlived(server: psycopg.Connection) -> None:
    with pytest.raises(psycopg.OperationalError):
        server.execute("SELECT count(*) FROM generate_series(1, 1e12::bigint)")


@pytest.mark.slow
def test_secrets_and_sockets_are_closed_to_other_users(home):
    assert command(home, "up", "--store").returncode == 0
    for path in (*home.secrets.iterdir(), home.run / ".s.PGSQL.5432", home.run / "redis.sock", home.root):
        assert path.stat().st_mode & 0o077 == 0, path

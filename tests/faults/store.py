"""Databases of their own in the home's real cluster, programs working on them, and what the tables hold in the end."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis
from psycopg import sql

from gis_app.config import cluster, env, programs, state

MANAGE = (sys.executable, str(env.ROOT / "manage.py"))
RECEIVE = """
import sys, django; django.setup()
from pathlib import Path
from etl.jobs import hint
from etl.receive import receive
from etl.spec import source
hint(receive(Path(sys.argv[1]), source(sys.argv[2])).job_id)
"""
# The ledgers tell of each try and each round of the clock; everything else must not.
LEDGERS = {
    "django_migrations",
    "sources_delivery",
    "sources_layerversion",
    "sources_pull",
    "jobs_job",
    "people_auditevent",
    "people_chaincheck",
    "incidents_link",  # follows from the rows by jobs of its own: compared after a look at all, by `links`
}
OF_THE_TRY = ["id", "ids", "a", "b", "delivery_id", "last_delivery_id", "resolved_at", "due"]
PATIENCE_S = 120


@dataclass(frozen=True)
class Store:
    """One database of the home's cluster."""

    name: str

    def connect(self) -> psycopg.Connection:
        return cluster.connect(state.current(), self.name)

    def ask(self, question: str) -> list[tuple]:
        with self.connect() as connection:
            return connection.execute(question).fetchall()

    @property
    def surroundings(self) -> dict[str, str]:
        address = f"unix://{state.current().run}/redis.sock?db=3"
        settings = {"SAFECITY_DB_NAME": self.name, "SAFECITY_REDIS_URL": address}
        return {**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "gis_app.config.settings"}

    def begin(self, *words: object) -> subprocess.Popen[str]:
        """A command of ours at work on this database, in a process group of its own."""
        return self.process(*MANAGE, *words)

    def process(self, *words: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(word) for word in words],
            env=self.surroundings,
            cwd=env.ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *words: object) -> None:
        done = self.begin(*words)
        told = done.communicate(timeout=PATIENCE_S)[1]
        assert done.returncode == 0, told

    def receive(self, path: Path, source: str) -> None:
        """Put the file before the workers."""
        done = self.process(sys.executable, "-c", RECEIVE, path, source)
        told = done.communicate(timeout=PATIENCE_S)[1]
        assert done.returncode == 0, told

    def contents(self) -> dict[str, tuple[int, str]]:
        """Of each table how many rows it has and a digest of them, without what differs from try to try."""
        tables = self.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return {table: self._digest(table) for (table,) in tables if table not in LEDGERS}

    def links(self) -> tuple[int, str]:
        """The same of the links that hold, after a look at the whole store.

        One that broke tells what was linked between two deliveries: that hangs on when a worker came to it.
        """
        self.run("link")
        with self.connect() as connection:
            connection.execute("DELETE FROM incidents_link WHERE broken <> ''")
        return self._digest("incidents_link")

    def _digest(self, table: str) -> tuple[int, str]:
        question = sql.SQL(
            "SELECT count(*), md5(coalesce(string_agg(line, '' ORDER BY line), '')) "
            "FROM (SELECT (to_jsonb(t) - {left_out}::text[])::text AS line FROM {table} AS t) AS lines"
        ).format(left_out=sql.Literal(OF_THE_TRY), table=sql.Identifier(table))
        with self.connect() as connection:
            return connection.execute(question).fetchone()  # type: ignore[return-value]


def make(name: str, template: str | None = None) -> Store:
    """A new database, a copy of another where one is named; one of that name from an earlier run is dropped."""
    drop(name)
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(template or "template1")
    )
    with cluster.connect(state.current(), "postgres") as server:
        server.execute(statement)
        # A copied sequence believes that its next numbers are in the log: without this a crash would turn it back.
        server.execute("CHECKPOINT")
    return Store(name)


def drop(name: str) -> None:
    with cluster.connect(state.current(), "postgres") as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def services() -> dict[str, int]:
    """The home's PostgreSQL and Redis, both answering, and the process of each."""
    home = state.current()
    cluster.connect(home, "postgres").close()
    with redis.Redis(unix_socket_path=str(home.run / "redis.sock")) as server:
        known = server.info("server")
    return {
        "postgres": int((programs.data_folder(home) / "postmaster.pid").read_text().split("\n")[0]),
        "redis": known["process_id"],
    }


def kill_service(name: str) -> None:
    """SIGKILL to a service of the home; its supervisor starts it again."""
    os.kill(services()[name], signal.SIGKILL)


def kill(process: subprocess.Popen[str]) -> None:
    """SIGKILL to a program and all it has started; nothing when it has ended already."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE_S)


def wait_for(what, patience_s: float = PATIENCE_S) -> None:
    """Wait until `what()` is true; a store that is away counts as not yet."""
    end = time.monotonic() + patience_s
    while not _true(what):
        assert time.monotonic() < end, f"{what} did not come true in {patience_s} s"
        time.sleep(0.02)


def _true(what) -> bool:
    try:
        return bool(what())
    except (psycopg.OperationalError, redis.RedisError, OSError, IndexError):
        return False

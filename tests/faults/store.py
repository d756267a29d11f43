"""Databases of their own in the home's real cluster, programs working on them, and what the tables hold in the end."""

import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import psycopg
import redis
from django.test import override_settings
from psycopg import sql

from gis_app.config import cluster, programs, state
from gis_app.jobs.hints import hint
from tests.faults import program
from tests.faults.program import PATIENCE_S, ROOT, Kept, Program

RECEIVE = """
import sys, django; django.setup()
from pathlib import Path
from etl.receive import receive
from etl.spec import source
receive(Path(sys.argv[1]), source(sys.argv[2]))
"""
# The clock itself, its rounds five times as fast: half of a night would be waiting for the next one.
CLOCK = """
import django; django.setup()
import time
from types import SimpleNamespace
from gis_app.config.management.commands import clock
clock.SWEEP_EVERY, clock.time = 1, SimpleNamespace(sleep=lambda seconds: time.sleep(seconds / 5))
clock.Command().handle()
"""
GROW_OLD = "UPDATE jobs_job SET heartbeat = heartbeat - interval '1 minute' WHERE state = 'running' RETURNING id"
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
# A try that was undone has used up numbers: which source or area is meant, its code and its key tell.
MEANT = {
    "source_id": sql.SQL("(SELECT code FROM sources_source WHERE sources_source.id = source_id)"),
    "area_id": sql.SQL("(SELECT (a.key, a.part) FROM places_area a WHERE a.id = area_id)"),
}
HINTS = 3
Digest = tuple[int, Decimal, Decimal]


@dataclass(frozen=True)
class Store:
    """One database of the home's cluster."""

    name: str
    kept: list[psycopg.Connection] = field(default_factory=list, compare=False)

    def ask(self, question: str | sql.Composed, values: Sequence[object] = ()) -> list[tuple]:
        """The rows that a statement gives; after a death of the store the next question finds it again."""
        if not self.kept:
            self.kept.append(cluster.connect(state.current(), self.name))
        try:
            cursor = self.kept[0].execute(question, values or None)
        except psycopg.OperationalError:
            self.close()
            raise
        return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        """Give the kept connection back: each new one costs the store as much as many questions."""
        while self.kept:
            self.kept.pop().close()

    @property
    def surroundings(self) -> dict[str, str]:
        settings = {"SAFECITY_DB_NAME": self.name, "SAFECITY_REDIS_URL": hints_address()}
        return {**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "gis_app.config.settings"}

    def begin(self, *words: object) -> Program:
        """A command of ours at work on this database."""
        return program.begin((ROOT / "manage.py", *words), self.surroundings)

    def keep(self, *words: object) -> Kept:
        """The same, begun again whenever it ends."""
        return Kept(lambda: self.begin(*words))

    def keep_clock(self) -> Kept:
        return Kept(lambda: program.begin(("-c", CLOCK), self.surroundings))

    def run(self, *words: object) -> None:
        code, told = self.begin(*words).ended()
        assert code == 0, told

    def script(self, text: str, *words: object) -> None:
        """Run some Python with our settings."""
        code, told = program.begin(("-c", text, *words), self.surroundings).ended()
        assert code == 0, told

    def receive(self, path: Path, source: str) -> None:
        """Put the file before the workers; none of them is told."""
        self.script(RECEIVE, path, source)

    def drop(self) -> None:
        self.close()
        drop(self.name)

    def forget_jobs(self) -> None:
        """Leave nothing for a worker to do."""
        self.ask("UPDATE sources_delivery SET job_id = NULL")
        self.ask("DELETE FROM jobs_job")
        self.close()

    def hint(self) -> None:
        """Tell a worker of the job that waits."""
        [(number,)] = self.ask("SELECT id FROM jobs_job WHERE state = 'waiting' AND kind = 'import'")
        with override_settings(REDIS_URL=hints_address()):
            hint(number)

    def let_a_minute_pass(self) -> None:
        """What ran until now has been silent for a minute, as the sweep sees it."""
        wait_for(lambda: self.ask(GROW_OLD) is not None)

    def contents(self) -> dict[str, Digest]:
        """Of each table how many rows it has and what they hold, without what differs from try to try."""
        self.close()
        tables = self.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return {table: self._digest(table) for (table,) in tables if table not in LEDGERS}

    def links(self) -> Digest:
        """The same of the links that hold, after a look at the whole store.

        One that broke tells what was linked between two deliveries: that hangs on when a worker came to it.
        """
        self.run("link")
        self.ask("DELETE FROM incidents_link WHERE broken <> ''")
        return self._digest("incidents_link")

    def _digest(self, table: str) -> Digest:
        """How many rows, and two sums of their hashes: alike for the same rows in any order."""
        named = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        question = "SELECT count(*), sum(hashtextextended(line, 0)), sum(hashtextextended(line, 1)) FROM {lines}"
        columns = [name for (name,) in self.ask(named, [table]) if name not in OF_THE_TRY]
        row = sql.SQL(", ").join(MEANT.get(name, sql.Identifier(name)) for name in columns)
        lines = sql.SQL("(SELECT ROW({})::text AS line FROM {}) AS l").format(row, sql.Identifier(table))
        [digest] = self.ask(sql.SQL(question).format(lines=lines))
        return digest  # type: ignore[return-value]


def hints_address() -> str:
    """Where the disturbed stores keep their hints, apart from the tests' own."""
    return f"unix://{state.current().run}/redis.sock?db={HINTS}"


def make(name: str, template: str | None = None) -> Store:
    """A new database, a copy of another where one is named; what an earlier run left is dropped, its hints too."""
    drop(name)
    with redis.Redis.from_url(hints_address()) as hints:
        hints.flushdb()
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


def die(victim: str, worker: Program) -> None:
    """SIGKILL to `victim`: a service, the worker and the process that does its job, or one of the two."""
    deaths = {"worker": worker.kill, "its process": worker.kill_children, "its parent": worker.kill_alone}
    deaths.get(victim, lambda: kill_service(victim))()


def wait_for(what, patience_s: float = PATIENCE_S) -> None:
    """Wait until `what()` is true; a store that is away counts as not yet."""
    end = time.monotonic() + patience_s
    while not _true(what):
        assert time.monotonic() < end, f"{what} did not come true in {patience_s} s"
        time.sleep(0.05)


def _true(what) -> bool:
    try:
        return bool(what())
    except (psycopg.OperationalError, redis.RedisError, OSError, IndexError):
        return False

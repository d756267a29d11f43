"""The store in a backup: dumped from one snapshot while it works, loaded again, compared table by table."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

from gis_app.config import cluster, programs
from gis_app.config.keeping.errors import KeepingError
from gis_app.config.keeping.manifest import Content, Told
from gis_app.config.state import Home

JOBS = 2
LIGHT = 4  # of gzip: half the time of the usual 6 for a tenth more bytes
PATIENCE_S = 12 * 3600
# An extension's own tables belong to its version; a partitioned parent holds nothing itself.
TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relpersistence = 'p'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
 ORDER BY 1
"""
DIGEST = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM {} AS t"
ALIKE = "SET timezone = 'UTC'; SET extra_float_digits = 1; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'iso_8601'"


@dataclass(frozen=True)
class Server:
    """A database as PostgreSQL's programs are told of it."""

    host: str
    port: str
    name: str
    user: str
    password: str

    @property
    def surroundings(self) -> dict[str, str]:
        told = {"PGHOST": self.host, "PGPORT": self.port, "PGDATABASE": self.name, "PGUSER": self.user}
        return {**told, "PGPASSWORD": self.password, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=self.host, port=self.port, dbname=self.name, user=self.user, password=self.password, connect_timeout=5
        )


def of_city() -> Server:
    """The store that the settings name."""
    known = settings.DATABASES["default"]
    return Server(*(str(known[name]) for name in ("HOST", "PORT", "NAME", "USER", "PASSWORD")))


def of_home(home: Home) -> Server:
    """The private cluster of that home."""
    return Server(str(home.run), "5432", cluster.DATABASE, cluster.ROLE, home.secret("postgres-password"))


@contextmanager
def snapshot(server: Server) -> Iterator[tuple[psycopg.Connection, str]]:
    """A connection that sees one moment for as long as it is open, and that moment's name for others."""
    with server.connect() as connection:
        connection.execute(ALIKE)
        connection.commit()
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        [name] = connection.execute("SELECT pg_export_snapshot()").fetchone() or [""]
        yield connection, name


def tables(connection: psycopg.Connection, told: Told) -> dict[str, Content]:
    """Rows and a digest of each table; a digest does not depend on the order of the rows."""
    names = [name for (name,) in connection.execute(TABLES)]
    found = {}
    for number, name in enumerate(names, 1):
        told(f"Counting rows, table {number} of {len(names)} …")
        n, digest = connection.execute(sql.SQL(DIGEST).format(sql.Identifier(name))).fetchone() or (0, "")
        found[name] = Content(n=n, digest=digest)
    return found


def size(connection: psycopg.Connection) -> int:
    [size] = connection.execute("SELECT pg_database_size(current_database())").fetchone() or [0]
    return size


def dump(server: Server, moment: str, folder: Path, told: Told) -> None:
    """Write the database as that moment saw it. Raises KeepingError."""
    words = ("--format=directory", f"--file={folder}", f"--jobs={JOBS}", f"--compress={LIGHT}", f"--snapshot={moment}")
    _program(
        "pg_dump", (*words, "--no-sync", "--verbose"), server, _counting(told, "Copying the store", "dumping contents")
    )


def load(server: Server, folder: Path, told: Told) -> None:
    """Fill an empty database from a dump. Raises KeepingError; the database is then good for nothing."""
    words = (f"--jobs={JOBS}", "--exit-on-error", f"--dbname={server.name}", "--verbose", str(folder))
    _program("pg_restore", words, server, _counting(told, "Filling the store", "processing data for"))


def compare(server: Server, expected: dict[str, Content], told: Told) -> None:
    """Raises KeepingError naming the first tables that do not hold what they should."""
    with snapshot(server) as (connection, _moment):
        found = tables(connection, told)
    differing = sorted(name for name in {*expected, *found} if expected.get(name) != found.get(name))
    if differing:
        raise KeepingError(f"What came back differs from what was saved, in {', '.join(differing[:5])}.")


def _counting(told: Told, what: str, sign: str) -> Callable[[str], None]:
    count = 0

    def line(text: str) -> None:
        nonlocal count
        if sign in text:
            count += 1
            told(f"{what}, table {count} …")

    return line


def _program(name: str, words: tuple[str, ...], server: Server, follow: Callable[[str], None]) -> None:
    program = programs.POSTGRES / name
    if not program.exists():
        raise KeepingError(f"{program} is missing: apt-get install postgresql-client-15.")
    process = subprocess.Popen(
        [str(program), *words], env=server.surroundings, stderr=subprocess.PIPE, text=True, errors="replace", cwd="/"
    )
    watch = threading.Timer(PATIENCE_S, process.kill)
    watch.start()
    lines: list[str] = []
    try:
        for text in process.stderr or ():
            lines = [*lines[-5:], text.strip()]
            follow(text)
        code = process.wait()
    finally:
        watch.cancel()
        process.kill()
    if code:
        said = next((line for line in lines if "error" in line), lines[-1] if lines else f"exit {code}")
        raise KeepingError(f"{name} failed: {said.removeprefix(f'{name}: ')}")

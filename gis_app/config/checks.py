"""Whether each service answers, and what to do where it does not. /healthz, /readyz and `status` show these."""

from collections.abc import Callable
from dataclasses import dataclass

import psycopg
import redis
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor


@dataclass(frozen=True)
class Check:
    """One service's answer; `hint` is one sentence and stands only where `ok` is false."""

    name: str
    ok: bool
    hint: str = ""


def ready() -> list[Check]:
    """Every check, each tried even if another failed; it never raises, and waits for none longer than seconds."""
    return [_judge(name, probe, hint) for name, probe, hint in PROBES]


def _judge(name: str, probe: Callable[[], bool], hint: str) -> Check:
    try:
        answered = probe()
    except (Error, psycopg.Error, redis.RedisError, OSError):
        answered = False
    return Check(name, answered, "" if answered else hint)


def _database() -> bool:
    with _straight() as connection:
        return bool(connection.execute("SELECT 1").fetchone())


def _straight() -> psycopg.Connection:
    """A connection beside the pool, which would wait its whole timeout for a server that is down."""
    known = connections[DEFAULT_DB_ALIAS].settings_dict
    return psycopg.connect(
        host=known["HOST"],
        port=known["PORT"],
        dbname=known["NAME"],
        user=known["USER"],
        password=known["PASSWORD"],
        connect_timeout=3,
    )


def _redis() -> bool:
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=3, socket_connect_timeout=3) as server:
        return bool(server.ping())


def _migrations() -> bool:
    _straight().close()
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


PROBES = (
    (
        "database",
        _database,
        "PostgreSQL does not answer: ./safecity up, or ./safecity logs postgres.",
    ),
    ("redis", _redis, "Redis does not answer: ./safecity up, or ./safecity logs redis."),
    ("migrations", _migrations, "The store's tables are missing or older than the program: ./safecity up."),
)

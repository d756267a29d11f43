"""Whether each service answers, and what to do where it does not. /healthz, /readyz and `status` show these."""

from collections.abc import Callable
from dataclasses import dataclass

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
    """Every check, each tried even if another failed; it never raises."""
    return [_judge(name, probe, hint) for name, probe, hint in PROBES]


def _judge(name: str, probe: Callable[[], bool], hint: str) -> Check:
    try:
        answered = probe()
    except (Error, redis.RedisError, OSError):
        answered = False
    return Check(name, answered, "" if answered else hint)


def _database() -> bool:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT postgis_lib_version()")
        return bool(cursor.fetchone())


def _redis() -> bool:
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=3, socket_connect_timeout=3) as server:
        return bool(server.ping())


def _migrations() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


PROBES = (
    (
        "database",
        _database,
        "PostgreSQL with PostGIS does not answer: ./safecity up, or ./safecity logs postgres.",
    ),
    ("redis", _redis, "Redis does not answer: ./safecity up, or ./safecity logs redis."),
    ("migrations", _migrations, "The store is older than the program: ./safecity up brings it forward."),
)

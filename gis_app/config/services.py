"""The running city: its store and its product, started and stopped. Commands and tests use this, not supervise."""

import fcntl
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from django.conf import settings

from gis_app.config import cluster, programs, state, supervise
from gis_app.config.checks import Check, ready
from gis_app.config.state import Home

__all__ = [
    "Check",
    "ServiceError",
    "address",
    "ensure_product",
    "ensure_store",
    "only_one",
    "ready",
    "restart_product",
    "stop",
]


class ServiceError(Exception):
    """A service could not be started; its text is one sentence with what to do."""


def ensure_store() -> None:
    """Have PostgreSQL and Redis run and the database exist; at once when they do. Raises ServiceError."""
    if external():
        return
    home = state.current()
    with only_one(home):
        _store(home)


def ensure_product() -> None:
    """Have web, worker and clock run on a store that is migrated. Raises ServiceError."""
    home = state.current()
    with only_one(home):
        running = supervise.states(home).get("web", {}).get("state") == "running"
        supervise.ensure(home)
        if not running:
            _copy_tls(home)
            _refuse_taken_port()
        _store(home)
        supervise.start(home, _names(store=False))


def restart_product() -> None:
    """Stop web, worker and clock, leave the store; they start again at the next `ensure_product`."""
    home = state.current()
    if supervise.alive(home):
        supervise.stop(home, _names(store=False))


def stop() -> None:
    """Stop everything of this home and wait until it is gone."""
    home = state.current()
    with only_one(home):
        supervise.shut_down(home)


def external() -> bool:
    """Whether the store is someone else's to run (docker-compose), told by SAFECITY_DB_HOST."""
    return settings.DATABASES["default"]["HOST"] != str(state.current().run)


def address() -> str:
    """Where people find the product."""
    host = f"[{settings.BIND}]" if ":" in settings.BIND else settings.BIND
    return f"{'https' if settings.TLS_CERT else 'http'}://{host}:{settings.PORT}/"


def _store(home: Home) -> None:
    try:
        supervise_ready = supervise.alive(home) and cluster.has_database(home)
        if supervise_ready and supervise.states(home).get("redis", {}).get("state") == "running":
            return
        cluster.make(home)
        if not supervise.alive(home):
            cluster.clear_leftovers(home)
            supervise.ensure(home)
        supervise.start(home, _names(store=True))
        cluster.wait(home, dead=lambda: _gave_up(home))
        cluster.furnish(home)
        _wait_redis(home)
    except (RuntimeError, TimeoutError, OSError) as error:
        raise ServiceError(f"The store did not start. {error}. Its logs are in {home.logs}.") from error


def _wait_redis(home: Home, patience_s: int = 60) -> None:
    end = time.monotonic() + patience_s
    with redis.Redis(unix_socket_path=str(home.run / "redis.sock")) as server:
        while True:
            try:
                server.ping()
                return
            except redis.RedisError as error:
                if time.monotonic() > end:
                    raise TimeoutError(f"Redis does not answer: {error}") from error
            time.sleep(0.1)


def _gave_up(home: Home) -> bool:
    return supervise.states(home).get("postgres", {}).get("state") in {"fatal", "backoff", "unknown"}


def _names(*, store: bool) -> list[str]:
    return [program.name for program in programs.all_programs(state.current()) if program.store == store]


def _refuse_taken_port() -> None:
    family = socket.AF_INET6 if ":" in settings.BIND else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.BIND, settings.PORT))
        except OSError as error:
            raise ServiceError(
                f"{settings.BIND}:{settings.PORT} cannot be used ({error.strerror}): choose another SAFECITY_PORT."
            ) from error


def _copy_tls(home: Home) -> None:
    """The certificate's key is often root's alone: the web process reads a copy of its own."""
    if settings.TLS_CERT:
        for given, name in ((settings.TLS_CERT, "tls-cert.pem"), (settings.TLS_KEY, "tls-key.pem")):
            state.write_private(home.secrets / name, Path(given).read_text())


@contextmanager
def only_one(home: Home) -> Iterator[None]:
    """Two commands at once: the second waits, then finds the work done."""
    if shutil.which("setpriv") is None:
        raise ServiceError("setpriv is missing: apt-get install util-linux.")
    home.prepare()
    with open(home.root / ".lock", "w") as lock:
        home.adopt(home.root / ".lock")
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

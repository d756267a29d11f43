"""The programs that make a running city, each with the command that starts it."""

import sys
from dataclasses import dataclass
from pathlib import Path

from gis_app.config import env
from gis_app.config.state import Home

POSTGRES = Path("/usr/lib/postgresql/15/bin")
POSTGRES_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "512MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
}


@dataclass(frozen=True)
class Program:
    """One supervised process. `store` programs run without the product's code and settings."""

    name: str
    command: tuple[str, ...]
    store: bool = False
    stop_signal: str = "TERM"
    stop_seconds: int = 30


def data_folder(home: Home) -> Path:
    return home.postgres / "15"


def all_programs(home: Home) -> tuple[Program, ...]:
    """Every program of this home, in the order in which they start."""
    python = (sys.executable, "-m")
    manage = (sys.executable, str(env.ROOT / "manage.py"))
    return (
        Program("postgres", _postgres(home), store=True, stop_signal="INT", stop_seconds=90),
        Program("redis", _redis(home), store=True),
        Program("web", (*python, "gunicorn", "-c", "python:gis_app.config.web", "gis_app.config.wsgi:application")),
        Program("worker", (*manage, "work")),
        Program("quick", (*manage, "work", "--quick")),
        Program("clock", (*manage, "clock")),
    )


def _postgres(home: Home) -> tuple[str, ...]:
    tuned = [word for name, value in POSTGRES_SETTINGS.items() for word in ("-c", f"{name}={value}")]
    return str(POSTGRES / "postgres"), "-D", str(data_folder(home)), "-k", str(home.run), *tuned


def _redis(home: Home) -> tuple[str, ...]:
    """Hints and cached tiles: what has an end goes first when memory is short, a queue never."""
    options = {
        "port": "0",
        "unixsocket": str(home.run / "redis.sock"),
        "unixsocketperm": "700",
        "dir": str(home.redis),
        "appendonly": "yes",
        "save": "",
        "maxmemory": "512mb",
        "maxmemory-policy": "volatile-lru",
    }
    return "/usr/bin/redis-server", *(word for name, value in options.items() for word in (f"--{name}", value))

"""`test`: every check of this checkout, against a store of its own."""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand

from gis_app.config import env
from gis_app.config.command import chatter, fail

TOOLS = Path(sys.executable).parent
STATIC_CHECKS = {
    "style": ("ruff", "check", "--quiet"),
    "format": ("ruff", "format", "--check", "--quiet"),
    "types": ("mypy", "--no-error-summary"),
    "imports": ("lint-imports", "--no-cache"),
}


class Command(BaseCommand):
    """Not argparse's: every argument is pytest's, and with one only pytest runs."""

    help = "Run style, types, imports and tests; arguments go to pytest, which then runs alone."
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> None:
        if set(argv[2:]) & {"-h", "--help"}:
            self.print_help(argv[0], argv[1])
            return
        fail(run(argv[2:]))


def run(arguments: list[str]) -> int:
    """Return 0 only when every check that was asked for passed."""
    surroundings = _surroundings()
    failed = [] if arguments else [name for name, words in STATIC_CHECKS.items() if not _passes(name, words)]
    with _own_store(surroundings):
        if _passes("tests", ("pytest", *arguments), surroundings) is False:
            failed.append("tests")
    chatter.print(f"[red]Failed: {', '.join(failed)}.[/red]" if failed else "[green]Everything passed.[/green]")
    return 1 if failed else 0


def _passes(name: str, words: tuple[str, ...], surroundings: dict[str, str] | None = None) -> bool:
    """Run one tool of the environment from the project's root, and tell how it went."""
    chatter.rule(name, align="left")
    began = time.monotonic()
    code = subprocess.run([str(TOOLS / words[0]), *words[1:]], cwd=env.ROOT, env=surroundings).returncode
    chatter.print(
        f"{name}: {'passed' if code == 0 else f'[red]failed ({code})[/red]'}, {time.monotonic() - began:.1f} s"
    )
    return code == 0


def _surroundings() -> dict[str, str]:
    """The environment without the city's settings, with a home below the city's own."""
    rest = {name: value for name, value in os.environ.items() if name not in env.ours()}
    return rest | {"SAFECITY_HOME": str(env.home() / "test")}


@contextmanager
def _own_store(surroundings: dict[str, str]) -> Iterator[None]:
    """PostgreSQL and Redis for the tests alone; a second run on this home waits for the first."""
    home = Path(surroundings["SAFECITY_HOME"])
    home.mkdir(parents=True, exist_ok=True)
    manage = [sys.executable, str(env.ROOT / "manage.py")]
    with (home / ".testing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run([*manage, "up", "--store"], env=surroundings, check=True)
        try:
            yield
        finally:
            subprocess.run([*manage, "down"], env=surroundings, check=True)

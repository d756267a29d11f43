"""How long each step of `./safecity demo` takes in an empty home, once everything is installed."""

import resource
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings

from bench.measure import Measured
from data.demo import generate, imports_of
from etl import run
from gis_app.config import demo, product, state

SIZE, FULL_SIZE = "city", "metropolis"
INVENTED = "invented"
TARGETS = {"city": ("from files to map", 240), "metropolis": ("from nothing to map", 1800)}
NOTE = "One run. Installing Debian's, Python's and the browser's packages comes before these steps and is not measured."


def measure(folder: Path, *, full: bool) -> Measured:
    """Take the command's steps in their order and tell the seconds of each, and what the imports read."""
    size = FULL_SIZE if full else SIZE
    measured = Measured(f"Demo of a {size}, step by step", notes=[NOTE])
    for name, step in _steps(size):
        began = time.perf_counter()
        told = step()
        seconds = time.perf_counter() - began
        measured.rows[name] = {"seconds": round(seconds, 2), **_rows(told, seconds), "peak_mb": peak_mb()}
    spent = {name: row["seconds"] for name, row in measured.rows.items()}
    measured.rows["sum"] = {"seconds": round(sum(spent.values()), 2)}
    what, most = TARGETS[size]
    taken = sum(spent.values()) - (spent[INVENTED] if size == SIZE else 0)
    measured.notes.append(f"Target: {what} in {most} s; {'met' if taken <= most else 'missed'} with {taken:.0f}.")
    return measured


def _rows(told: object, seconds: float) -> dict[str, float]:
    """What an account says was read, and how fast."""
    if not isinstance(told, dict) or "read" not in told:
        return {}
    return {"rows": told["read"], "rows_per_s": round(told["read"] / seconds)}


def peak_mb() -> int:
    """The most memory this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _steps(size: str) -> list[tuple[str, Callable[[], object]]]:
    home = state.current()
    files = demo.files(home)
    demo.claim(home, size)
    settings.DEMO = True
    return [
        ("new cluster, PostgreSQL and Redis started", product.start_store),
        ("tables made", product.migrate),
        (INVENTED, partial(generate, files, size=size)),
        ("city.yml loaded", partial(run.load_city, files / "city.yml")),
        *((f"{name} imported", partial(run.deliver, files / name)) for name in imports_of(size)),
        ("people made", partial(demo.people, home)),
        ("web, worker and clock ready", product.start),
    ]

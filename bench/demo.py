"""How long each step of `./safecity demo` takes in an empty home, once everything is installed."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings

from bench.measure import Measured
from data.demo import generate, imports_of
from etl import run
from gis_app.config import demo, product, state

SIZE = "town"
NOTE = "One run. Installing Debian's, Python's and the browser's packages comes before these steps and is not measured."


def measure(folder: Path, *, full: bool) -> Measured:
    """Take the command's steps in their order and tell the seconds of each."""
    measured = Measured("Demo, step by step", notes=[NOTE])
    for name, step in _steps():
        began = time.perf_counter()
        step()
        measured.rows[name] = {"seconds": round(time.perf_counter() - began, 2)}
    measured.rows["sum"] = {"seconds": round(sum(row["seconds"] for row in measured.rows.values()), 2)}
    return measured


def _steps() -> list[tuple[str, Callable[[], object]]]:
    home = state.current()
    files = demo.files(home)
    demo.claim(home, SIZE)
    settings.DEMO = True
    return [
        ("new cluster, PostgreSQL and Redis started", product.start_store),
        ("tables made", product.migrate),
        ("town invented", partial(generate, files, size=SIZE)),
        ("city.yml loaded", partial(run.load_city, files / "city.yml")),
        *((f"{name} imported", partial(run.deliver, files / name)) for name in imports_of(SIZE)),
        ("people made", partial(demo.people, home)),
        ("web, worker and clock ready", product.start),
    ]

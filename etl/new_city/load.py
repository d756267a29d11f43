"""A found city into the store, step by step, so that a run cut short is continued by the next."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from etl import run
from etl.errors import UnclearCity
from etl.new_city.declare import Written
from gis_app.places import queries

Follow = Callable[[Path], run.Follow]


def refuse_taken_home(relation: int, out: Path) -> None:
    """Raises `UnclearCity` where a city lives already, unless a run for the same one was cut short."""
    city, marked = queries.city(), marks()
    if city and (marked.get("whole") or not begun(relation, out).items() <= marked.items()):
        raise UnclearCity(
            f"This home holds {city.name} ({city.code}) already. One home, one city: use another SAFECITY_HOME."
        )


def begun(relation: int, out: Path) -> dict[str, Any]:
    return {"relation": relation, "city": str(out.resolve())}


def load(relation: int, written: Written, extract: Path, follow: Follow) -> list[dict[str, Any]]:
    """Set the city, import its districts, then the extract; the accounts in that order, those of earlier runs too.

    Raises what `run.load_city` and `run.deliver` raise.
    """
    ours = begun(relation, written.city)
    if not ours.items() <= marks().items():
        note(ours)
    run.load_city(written.city)
    for path, source in steps(written, extract):
        accounts = marks().get("accounts", {})
        if source not in accounts:
            account = run.deliver(path, source, progress=follow(path))
            note({**marks(), "accounts": {**accounts, source: account}})
    note({**marks(), "whole": True})
    return list(marks()["accounts"].values())


def try_out(written: Written, extract: Path, follow: Follow) -> list[dict[str, Any]]:
    """The accounts that `load` would give, nothing kept."""
    return [
        run.dry_run(path, source, city=written.city, progress=follow(path)) for path, source in steps(written, extract)
    ]


def steps(written: Written, extract: Path) -> list[tuple[Path, str]]:
    """What is imported, each with its source: districts first, so that what comes after knows its own."""
    districts = [(written.districts, "city_districts")] if written.districts else []
    return [*districts, (extract, "osm")]


def marks() -> dict[str, Any]:
    """What has been done of a new city in this home; empty where none was begun."""
    path = settings.HOME.root / "new-city.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def note(done: dict[str, Any]) -> None:
    settings.HOME.keep("new-city.json", json.dumps(done))

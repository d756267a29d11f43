"""The square city in the store, and imports that run inside a test's own transaction."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl import spec
from etl.run import load_city
from gis_app.jobs import actions
from gis_app.places.models import City
from tests.etl.files import city_file


@pytest.fixture
def square_city(db, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> City:
    """The square city; the beat is held, since its thread can't see what the test has not committed."""
    monkeypatch.setattr(actions, "BEAT_SECONDS", 600)
    return load_city(city_file(tmp_path))


@pytest.fixture
def declare(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Change what a declared source says, by its code, for the length of a test; another `code` declares a twin."""

    def change(code: str, /, **said: Any) -> None:
        changed = spec.source(code).model_copy(update=said)
        monkeypatch.setitem(spec._own(), changed.code, changed)

    return change

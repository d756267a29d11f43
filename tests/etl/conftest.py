"""The square city in the store, and imports that run inside a test's own transaction."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl import spec
from etl.run import deliver, load_city
from gis_app.jobs import actions
from gis_app.places.models import City
from tests.etl import oracle as told
from tests.etl.files import city_file
from tests.real import real


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


@pytest.fixture
def oracle() -> dict:
    """The counts that stand beside the real files."""
    return json.loads(real("oracle.json").read_text())


@pytest.fixture
def chicago(tmp_path) -> None:
    """Chicago with its community areas and beats."""
    areas = real("chicago/community_areas.geojson.gz")
    load_city(told.city_file(tmp_path, told.CHICAGO, str(areas)))
    deliver(areas)
    deliver(real("chicago/police_beats.shp"))

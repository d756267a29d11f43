"""`new-city` killed at any moment: the same command again makes the same city as an undisturbed run."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gis_app.config import state
from tests.etl.new_city.conftest import region
from tests.faults.seeds import moment, some
from tests.faults.store import Store, make, services, wait_for

NOTED = ("new-city.json", "country", "modules")


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region with enough buildings for a moment to fall into each step."""
    drawn = region(tmp_path_factory.mktemp("region") / "region.osm.pbf")
    for number in range(4_000):
        drawn.block(number % 80 / 4, number // 80 / 4, {"building": "yes"}, side=0.1)
    return drawn.save()


@pytest.fixture(scope="module")
def template() -> Iterator[Store]:
    """An empty store of our tables."""
    wait_for(services)
    made = make("new_city_template")
    made.run("migrate", "--verbosity=0")
    yield made
    made.drop()


@pytest.fixture(scope="module")
def calm(template: Store, extract: Path) -> tuple[dict, float]:
    """What an undisturbed run leaves in the tables, and how many seconds it takes."""
    forget()
    store = make("new_city_calm", template.name)
    began = time.monotonic()
    store.run("new-city", extract, "Степной", "--out", extract.with_name("calm.yml"))
    seconds = time.monotonic() - began
    contents = store.contents()
    store.drop()
    forget()
    return contents, seconds


@pytest.fixture
def store(template: Store) -> Iterator[Store]:
    forget()
    made = make("new_city_disturbed", template.name)
    yield made
    forget()
    made.drop()


def forget() -> None:
    """The home knows of no city; the tests' other homes and stores are not concerned."""
    for name in NOTED:
        (state.current().root / name).unlink(missing_ok=True)


def is_whole() -> bool:
    """Whether the killed run had come to its end: a second one is then refused, rightly."""
    noted = state.current().root / "new-city.json"
    return noted.exists() and bool(json.loads(noted.read_text(encoding="utf-8")).get("whole"))


@pytest.mark.parametrize(("seed", "victim"), some(["new-city"], 2, 18))
def test_a_new_city_that_was_killed_is_continued(store, calm, extract, tmp_path, seed, victim):
    contents, seconds = calm
    command = ("new-city", extract, "Степной", "--out", tmp_path / "city.yml")
    first = store.begin(*command)
    time.sleep(moment(seed, victim, seconds, earliest=0.3))
    first.kill()
    if not is_whole():
        store.run(*command)
    assert store.contents() == contents
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == [
        "city-boundary.geojson",
        "city-districts.geojson",
        "city.yml",
    ]

"""A store that holds a city, its districts and half of a city's crimes, ready to be copied and disturbed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connections

from tests.etl.files import BOX, city_file, crime, crimes_csv, district, geojson
from tests.faults import seeds
from tests.faults.store import Digest, Store, make, services, wait_for

TEMPLATE, WAITING = "kill_template", "kill_waiting"
ROWS = 20_000


@dataclass(frozen=True)
class Calm:
    """An import that nobody disturbed: its file, what the tables held after it, and how long it took."""

    file: Path
    contents: dict[str, Digest]
    links: Digest
    seconds: float


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Every seed with its victim and moment, so that a night can be told and repeated."""
    if seeds.DRAWN:
        terminalreporter.section(f"kills, nightly seeds from {seeds.FROM}")
        terminalreporter.write("".join(f"{line}\n" for line in seeds.DRAWN))


def rows(numbers: range, version: str) -> Iterator[dict[str, str]]:
    """Crimes all over the city, every fiftieth without a place, every hundredth twice."""
    chance = random.Random(0)
    west, south, east, north = BOX
    for number in numbers:
        place = {"Longitude": f"{chance.uniform(west, east):.6f}", "Latitude": f"{chance.uniform(south, north):.6f}"}
        cells = {**place, "Updated On": version, "Block": f"{number % 90:03}XX W MAIN ST"}
        row = crime(number, **(cells if number % 50 else {**cells, "Latitude": ""}))
        yield from [row] * (2 if number % 100 == 1 else 1)


@pytest.fixture(scope="session")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calm]:
    wait_for(services)
    folder = tmp_path_factory.mktemp("faults")
    template = make(TEMPLATE)
    template.run("migrate", "--verbosity=0")
    template.run("load", city_file(folder))
    spots = [(BOX[0] + 0.02 * x, BOX[1] + 0.02 * y) for x in range(5) for y in range(5)]
    template.run(
        "import", "demo_districts", geojson(folder, *[district(f"{n}", *spot) for n, spot in enumerate(spots)])
    )
    first = crimes_csv(folder, *rows(range(ROWS // 4), "01/01/2014 01:00:00 AM"), name="first.csv")
    template.run("import", "chicago_crimes", first)
    template.run("link")
    template.forget_jobs()
    second = crimes_csv(folder, *rows(range(ROWS // 8, ROWS), "02/01/2014 01:00:00 AM"), name="second.csv")
    undisturbed = make("kill_calm", TEMPLATE)
    undisturbed.run("import", "chicago_crimes", second)
    [(seconds,)] = undisturbed.ask("SELECT seconds FROM sources_delivery ORDER BY id DESC LIMIT 1")
    yield Calm(second, undisturbed.contents(), undisturbed.links(), seconds)
    for one in (undisturbed, template):
        one.drop()


@pytest.fixture(scope="session")
def waiting(calm: Calm) -> Iterator[str]:
    """The prepared store with the file received, before any worker; its name."""
    made = make(WAITING, TEMPLATE)
    made.receive(calm.file, "chicago_crimes")
    yield made.name
    made.drop()


@pytest.fixture
def store(calm: Calm, django_db_blocker) -> Iterator[Store]:
    """A copy of the prepared store."""
    yield from copy(TEMPLATE, django_db_blocker)


@pytest.fixture
def received(waiting: str, django_db_blocker) -> Iterator[Store]:
    """A copy of the prepared store in which the file waits."""
    yield from copy(waiting, django_db_blocker)


def copy(template: str, blocker) -> Iterator[Store]:
    """Connections that the test's kills have broken are closed after it."""
    wait_for(services)
    made = make("kill_disturbed", template)
    yield made
    wait_for(services)
    made.drop()
    with blocker.unblock():
        connections.close_all()

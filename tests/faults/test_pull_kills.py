"""A worker killed in the middle of a pull: the next brings the same rows once, and an undisturbed run's cursor."""

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from gis_app.config import state
from tests.etl.files import BOX, city_file
from tests.etl.pull.servers import Asked, Far, SodaTable, serving
from tests.faults.program import Program
from tests.faults.seeds import moment, some
from tests.faults.store import Digest, Store, die, make, services, wait_for

CODE = "kill_list"
COLUMNS = ["id", "what", "at", "lon", "lat", "changed"]
DECLARED = """
name: A list that is pulled
publisher: Nobody
licence: CC0-1.0
layer: crimes
format: csv
headers: [[id, what, at, lon, lat, changed]]
id: id
point: {{lon: lon, lat: lat}}
moment: {{column: at, formats: ["%Y-%m-%d"]}}
kind: {{column: what, lookup: {{theft: theft}}}}
pull:
  {{kind: socrata, address: "{address}/resource/kill-0001", calendar: "0 6 * * *", cursor: changed, key: id, page: 200,
   internal: true}}
"""
SWITCH_ON = f"""
import django; django.setup()
from etl.schedule import switch_on
switch_on({CODE!r}, by=None, foreign=False)
"""
PUBLISHED = "SELECT count(*) FROM sources_delivery WHERE state = 'published'"
UNDONE = "SELECT count(*) FROM jobs_job WHERE kind IN ('pull', 'import') AND state <> 'done'"


@dataclass(frozen=True)
class Calm:
    """A pull that nobody disturbed: what the tables held after it, and how long it took."""

    template: str
    contents: dict[str, Digest]
    seconds: float


@pytest.fixture(scope="module")
def far() -> Iterator[Far]:
    """Three thousand rows, each page a little late."""
    chance = random.Random(0)
    rows = {}
    for number in range(3_000):
        place = [f"{chance.uniform(BOX[0], BOX[2]):.5f}", f"{chance.uniform(BOX[1], BOX[3]):.5f}"]
        cells = [f"{number:05}", "theft", "2026-03-01", *place, f"2026-03-01T00:{number // 60:02}:{number % 60:02}.000"]
        rows[f"{number:05}"] = dict(zip(COLUMNS, cells, strict=True))
    table = SodaTable(COLUMNS, rows, "id")

    def late(asked: Asked):
        time.sleep(0.1)
        return table(asked)

    folder = state.current().sources / CODE
    with serving() as found:
        found.answer = late
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "source.yml").write_text(DECLARED.format(address=found.address))
        yield found
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def calm(far: Far, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calm]:
    wait_for(services)
    template = make("pull_template")
    template.run("migrate", "--verbosity=0")
    template.run("load", city_file(tmp_path_factory.mktemp("pulls")))
    template.script(SWITCH_ON)
    store = make("pull_calm", template.name)
    with ExitStack() as programs:
        at_work(store, programs)
        began = time.monotonic()
        wait_for(lambda: store.ask(PUBLISHED) == [(1,)])
        seconds = time.monotonic() - began
    yield Calm(template.name, store.contents(), seconds)
    for one in (store, template):
        one.drop()


def at_work(store: Store, programs: ExitStack) -> Program:
    """The worker, once it has begun to pull; clock and worker end with `programs`."""
    programs.callback(store.keep_clock().stop)
    worker = store.begin("work")
    programs.callback(worker.kill)
    wait_for(lambda: store.ask("SELECT count(*) FROM sources_pull") > [(0,)])
    return worker


@pytest.mark.parametrize(("seed", "victim"), some(["worker", "its process", "its parent"], 3, 9))
def test_a_pull_that_was_killed_is_taken_up_again(calm, seed, victim):
    store = make("pull_disturbed", calm.template)
    with ExitStack() as programs:
        worker = at_work(store, programs)
        time.sleep(moment(seed, f"{victim} of a pull", calm.seconds))
        die(victim, worker)
        store.let_a_minute_pass()
        programs.callback(store.keep("work").stop)
        wait_for(lambda: store.ask(UNDONE) == [(0,)])
    assert store.ask(PUBLISHED) == [(1,)]
    assert store.contents() == calm.contents
    store.drop()

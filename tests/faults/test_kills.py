"""Whatever is killed in the middle of an import, a repeat gives exactly the rows of an undisturbed run."""

import random
import sys
import time
from contextlib import ExitStack

import pytest

from tests.faults.conftest import Calm
from tests.faults.store import Store, kill, kill_service, wait_for

BY_HAND = ["importer", "postgres"]
BY_WORKER = ["worker", "redis", "postgres"]
SOURCE = "chicago_crimes"
NEWEST = "SELECT state FROM sources_delivery ORDER BY id DESC LIMIT 1"


def some(victims: list[str], ordinary: int, nightly: int) -> list:
    """(seed, victim) for the ordinary run and, after them, for the nightly one."""
    pairs = [(seed, victims[seed % len(victims)]) for seed in range(ordinary + nightly)]
    return [
        pytest.param(*pair, marks=pytest.mark.slow if pair[0] < ordinary else pytest.mark.nightly) for pair in pairs
    ]


def moment(seed: int, victim: str, calm: Calm) -> float:
    """Seconds after the beginning of the work at which the victim dies."""
    seconds = random.Random(f"{seed} {victim}").uniform(0, calm.seconds)
    sys.stdout.write(f"seed {seed}: {victim} dies after {seconds:.2f} of {calm.seconds:.2f} s\n")
    return seconds


def begun(store: Store, deliveries: int) -> bool:
    return store.ask("SELECT count(*) FROM sources_delivery WHERE state <> 'received'") > [(deliveries,)]


@pytest.mark.parametrize(("seed", "victim"), some(BY_HAND, 2, 20))
def test_an_import_by_hand_that_was_killed_is_simply_repeated(store, calm, seed, victim):
    importer = store.begin("import", SOURCE, calm.file)
    wait_for(lambda: begun(store, 2))
    time.sleep(moment(seed, victim, calm))
    if victim == "importer":
        kill(importer)
    else:
        kill_service(victim)
        told = importer.communicate(timeout=120)[1]
        assert "Traceback" not in told
        assert importer.returncode == 0 or "The store went away" in " ".join(told.split())

    store.run("import", SOURCE, calm.file)
    assert store.contents() == calm.contents


@pytest.mark.parametrize(("seed", "victim"), some(BY_WORKER, 3, 30))
def test_a_worker_s_import_that_was_killed_is_taken_up_again(store, calm, seed, victim):
    store.receive(calm.file, SOURCE)
    with ExitStack() as programs:
        worker = store.begin("work")
        programs.callback(kill, worker)
        wait_for(lambda: begun(store, 2))
        time.sleep(moment(seed, victim, calm))
        kill(worker) if victim == "worker" else kill_service(victim)

        # What a supervisor and the passing of time do: programs run again, and silence is noticed.
        for name in ("work", "clock"):
            programs.callback(kill, store.begin(name))
        if victim != "redis":
            wait_for(lambda: store.ask(GROW_OLD) is not None)
        wait_for(lambda: store.ask(NEWEST) == [("published",)])
        wait_for(lambda: store.ask("SELECT count(*) FROM jobs_job WHERE state <> 'done'") == [(0,)])
    assert store.contents() == calm.contents
    assert store.links() == calm.links


GROW_OLD = "UPDATE jobs_job SET heartbeat = heartbeat - interval '1 minute' WHERE state = 'running' RETURNING id"

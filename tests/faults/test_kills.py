"""Whatever is killed in the middle of an import, a repeat gives exactly the rows of an undisturbed run."""

import time
from contextlib import ExitStack

import pytest

from tests.faults.seeds import moment, some
from tests.faults.store import Store, die, kill_service, wait_for

BY_HAND = ["importer", "postgres"]
# A worker has a process do each job: both may die, or that one alone, or the worker alone, which leaves it at work.
BY_WORKER = ["worker", "redis", "postgres", "its process", "its parent"]
SOURCE = "chicago_crimes"
NEWEST = "SELECT state FROM sources_delivery ORDER BY id DESC LIMIT 1"


def begun(store: Store, deliveries: int) -> bool:
    return store.ask("SELECT count(*) FROM sources_delivery WHERE state <> 'received'") > [(deliveries,)]


@pytest.mark.parametrize(("seed", "victim"), some(BY_HAND, 2, 20))
def test_an_import_by_hand_that_was_killed_is_simply_repeated(store, calm, seed, victim):
    importer = store.begin("import", SOURCE, calm.file)
    wait_for(lambda: begun(store, 2))
    time.sleep(moment(seed, victim, calm.seconds))
    if victim == "importer":
        importer.kill()
    else:
        kill_service(victim)
        code, told = importer.ended()
        assert "Traceback" not in told
        assert code == 0 or "The store went away" in " ".join(told.split())

    store.run("import", SOURCE, calm.file)
    assert store.contents() == calm.contents


@pytest.mark.parametrize(("seed", "victim"), some(BY_WORKER, 3, 30))
def test_a_worker_s_import_that_was_killed_is_taken_up_again(received, calm, seed, victim):
    store = received
    store.hint()
    with ExitStack() as programs:
        worker = store.begin("work")
        programs.callback(worker.kill)
        wait_for(lambda: begun(store, 2))
        time.sleep(moment(seed, victim, calm.seconds))
        die(victim, worker)

        # What a supervisor and the passing of time do: programs are begun again, and silence is noticed.
        programs.callback(store.keep("work").stop)
        programs.callback(store.keep_clock().stop)
        if victim != "redis":
            store.let_a_minute_pass()
        wait_for(lambda: store.ask(NEWEST) == [("published",)])
        wait_for(lambda: store.ask("SELECT count(*) FROM jobs_job WHERE state <> 'done'") == [(0,)])
    assert store.contents() == calm.contents
    assert store.links() == calm.links

"""A kill reaches what it says: the process that does a worker's job leads a group of its own and must not escape it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.program import Kept, Program, begin
from tests.faults.store import wait_for

FORKS = "import os, time; os.fork() or os.setpgrp(); time.sleep(120)"


@pytest.fixture
def parent() -> Iterator[Program]:
    made = begin(("-c", FORKS), os.environ)
    wait_for(made.children)
    yield made
    made.kill()


def is_at_work(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_killed_program_takes_its_process_with_it(parent):
    [child] = parent.children()
    parent.kill()
    wait_for(lambda: not is_at_work(child))


def test_a_program_that_has_just_begun_is_killed_too():
    made = begin(("-c", FORKS), os.environ)
    made.kill()
    assert not is_at_work(made.process.pid)


def test_a_program_killed_alone_leaves_its_process_at_work(parent):
    [child] = parent.children()
    parent.kill_alone()
    assert is_at_work(child)
    parent.kill()
    wait_for(lambda: not is_at_work(child))


def test_a_program_outlives_its_process(parent):
    [child] = parent.children()
    parent.kill_children()
    wait_for(lambda: not is_at_work(child))
    assert is_at_work(parent.process.pid)


def test_a_kept_program_is_begun_again_when_it_ends_and_not_after_its_end():
    begun: list[Program] = []

    def one_more() -> Program:
        begun.append(begin(("-c", "import time; time.sleep(120)"), os.environ))
        return begun[-1]

    kept = Kept(one_more)
    wait_for(lambda: begun)
    begun[0].process.kill()
    wait_for(lambda: len(begun) == 2)
    kept.stop()
    assert len(begun) == 2
    assert not is_at_work(begun[1].process.pid)

"""`simulate` speaks from the demo's files, a message a line, and stops on request without a complaint."""

import json
import os
import shutil
import signal
import threading

import pytest
from django.core.management import CommandError, call_command

from data.demo.city import CITIES
from gis_app.config import demo, state
from gis_app.config.state import Home
from tests.data.small import SMALL


@pytest.fixture
def home(tmp_path, monkeypatch):
    made = Home(tmp_path)
    monkeypatch.setattr(state, "current", lambda: made)
    return made


@pytest.fixture
def files(home, monkeypatch, small_city):
    """The demo's files are those of a small city; the signal handlers come back afterwards.

    Whoever runs the tests in the background has Ctrl-C ignored.
    """
    monkeypatch.setitem(CITIES, "small", SMALL)
    shutil.copytree(small_city.folder, demo.files(home))
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield demo.files(home)
    for one, handler in before.items():
        signal.signal(one, handler)


def test_without_a_demo_it_says_what_makes_one(home):
    with pytest.raises(CommandError, match=r"\./safecity demo makes one"):
        call_command("simulate")


def test_it_writes_as_many_lines_as_it_says(files, tmp_path, capsys):
    call_command("simulate", tempo=600, seconds=120, units=3, out=tmp_path / "said.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "said.jsonl").read_text(encoding="utf-8").splitlines()]
    kinds = [line["body"]["kind"] for line in lines]
    assert kinds.count("position") == 3 * 120 / 5
    assert kinds.count("heartbeat") > 60
    assert f"{len(lines):,} messages" in capsys.readouterr().err


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_asked_to_and_says_what_was_sent(files, tmp_path, capsys, stop):
    out = tmp_path / "said.jsonl"

    def when_it_speaks() -> None:
        if out.exists() and out.stat().st_size:
            os.kill(os.getpid(), stop)
        else:
            threading.Timer(0.05, when_it_speaks).start()

    when_it_speaks()
    call_command("simulate", tempo=1, out=out)
    assert " messages, at most " in capsys.readouterr().err


def test_a_tempo_that_is_none_is_one_sentence(files):
    with pytest.raises(CommandError, match="from 1 to 600"):
        call_command("simulate", tempo=0.1)

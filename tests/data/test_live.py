"""The simulator: its clock keeps the tempo, its units keep to the streets, and the seed alone decides what is said."""

import datetime as dt
import io
import json
from itertools import pairwise

import numpy as np
import pytest
import shapely

from data.demo.ground import lonlat
from data.demo.live.clock import Clock
from data.demo.live.devices import Devices, read
from data.demo.live.doors import Lines
from data.demo.live.simulator import STEP, Simulator, of_files
from data.demo.live.units import SPEED, Units
from tests.data.lattice import lattice

BROKEN = 7
START = dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)


class Real:
    """A real clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


def devices(count: int = 300, silent: float = 0.0) -> Devices:
    codes = [f"camera-{n}" for n in range(count)]
    places, broken = np.full((count, 2), [-33.0, 48.0]), np.arange(count) == BROKEN
    return Devices(codes, places, np.linspace(0, 59.9, count), broken, silent, 1)


def said(tempo: float, seed: int = 1, seconds: float = 120.0) -> tuple[list[dict], float]:
    real, stream = Real(), io.StringIO()
    units = Units(lattice(8), 10, np.random.default_rng(seed))
    Simulator(Clock(START, tempo, real), units, devices(), Lines(stream)).run(seconds, real.sleep)
    return [json.loads(line) for line in stream.getvalue().splitlines()], real.seconds - 100.0


def device(message: dict) -> str:
    return message["topic"].split("/")[3]


@pytest.mark.parametrize("tempo", [1, 60, 600])
def test_the_tempo_changes_how_long_it_takes_and_not_what_is_said(tempo):
    messages, took = said(tempo)
    assert took == pytest.approx((120 - STEP) / tempo)
    assert messages == said(7)[0]


def test_another_seed_moves_the_units_otherwise():
    assert said(60, 1)[0] != said(60, 2)[0]


@pytest.mark.parametrize("tempo", [0, 0.5, 601, -1, float("nan")])
def test_a_tempo_that_is_none_is_refused(tempo):
    with pytest.raises(ValueError, match="from 1 to 600"):
        Clock(START, tempo)


def test_a_simulator_that_cannot_keep_up_says_so():
    real = Real()
    clock = Clock(START, 600, real)
    simulator = Simulator(clock, Units(lattice(8), 3, np.random.default_rng(1)), devices(), Lines(io.StringIO()))
    real.seconds += 3.0
    simulator.run(10, real.sleep)
    assert simulator.behind == pytest.approx(3.0)


def test_units_keep_to_the_streets_and_to_their_speed():
    ground = lattice(8)
    units, streets = Units(ground, 40, np.random.default_rng(3)), shapely.union_all(ground.shapes)
    seen = []
    for _ in range(200):
        before = units.places()
        units.step(5)
        assert shapely.distance(streets, shapely.points(units.places())).max() < 1e-6
        assert np.hypot(*(units.places() - before).T).max() <= SPEED[1] * 5 + 0.1
        seen.append(units.segment.copy())
    assert len(np.unique(seen)) > 0.8 * len(ground.length)


def test_a_unit_turns_back_where_the_street_ends():
    ground = lattice(2)
    ground.ends, ground.shapes, ground.length = ground.ends[:1], ground.shapes[:1], ground.length[:1]
    units = Units(ground, 1, np.random.default_rng(1))
    units.step(1000)
    assert 0 <= units.metres[0] <= ground.length[0]


def test_every_device_beats_once_a_minute_at_its_own_second_unless_silent():
    messages, _ = said(600, seconds=180)
    beats: dict[str, list[dt.datetime]] = {}
    for one in messages:
        if one["body"]["kind"] == "heartbeat":
            beats.setdefault(device(one), []).append(dt.datetime.fromisoformat(one["body"]["at"]))
    assert set(beats) == set(devices().codes) - {f"camera-{BROKEN}"}
    assert {(b - a).total_seconds() for own in beats.values() for a, b in pairwise(own)} == {60.0}
    assert {len(own) for own in beats.values()} == {3}
    quiet = devices(1000, silent=0.1)
    heard = {n for begin in np.arange(0, 60, STEP) for n in quiet.beating(begin, begin + STEP)}
    assert 850 < len(heard) < 940


def test_a_broken_device_never_beats():
    own = devices()
    heard = {n for begin in np.arange(0, 7200, STEP) for n in own.beating(begin, begin + STEP).tolist()}
    assert set(range(300)) - heard == {BROKEN}


def test_messages_tell_simulated_time_and_places_on_the_globe():
    messages, _ = said(600)
    times = [one["body"]["at"] for one in messages]
    assert (times[0], times[-1]) == ("2026-11-01T08:00:00+00:00", "2026-11-01T08:01:55+00:00")
    west, south = lonlat(np.array([[-10.0, -10.0]]))[0]
    unit = next(one["body"] for one in messages if one["body"]["kind"] == "position")
    assert west < unit["lon"] < west + 0.03
    assert south < unit["lat"] < south + 0.03


def test_messages_are_addressed_as_devices_address_them_and_have_ids_of_their_own():
    messages, _ = said(600)
    topics = {one["topic"].rpartition("/")[2]: one["body"]["kind"] for one in messages}
    assert topics == {"event": "position", "heartbeat": "heartbeat"}
    assert all(one["topic"].startswith("safecity/v1/stepnogorye/") for one in messages)
    assert len({one["body"]["id"] for one in messages}) == len(messages)


def test_only_integrated_cameras_with_a_sound_place_speak_and_those_in_repair_are_broken(tmp_path):
    path = tmp_path / "cameras.csv"
    rows = [
        "inventory,latitude,longitude,connection,status",
        "a,48.01,-33.01,integrated,working",
        "b,,,integrated,working",
        "c,0,0,integrated,working",
        "d,-33.01,48.01,integrated,working",
        "a,48.02,-33.02,integrated,repair",
        "e,48.01,-33.01,registered,working",
        "f,48.01,-33.01,integrated,offline",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    found = read(path, 1)
    assert found.codes == ["a", "f"]
    assert found.broken.tolist() == [False, True]
    assert found.places.tolist() == [[-33.01, 48.01]] * 2


def test_a_towns_files_and_too_many_units_are_refused(tmp_path):
    (tmp_path / "truth.json").write_text('{"size": "town", "seed": 1}', encoding="utf-8")
    with pytest.raises(ValueError, match="a town's"):
        of_files(tmp_path, Lines(io.StringIO()), start=START, tempo=1, units=3, seed=1)
    with pytest.raises(ValueError, match="1 to 1000 units"):
        of_files(tmp_path, Lines(io.StringIO()), start=START, tempo=1, units=0, seed=1)

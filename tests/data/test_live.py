"""The simulator: its clock keeps the tempo, its units keep to the streets, and the seed alone decides what is said."""

import datetime as dt
import io
import json

import numpy as np
import pytest
import shapely

from data.demo.ground import lonlat
from data.demo.live.clock import Clock
from data.demo.live.devices import Devices, read
from data.demo.live.doors import Lines
from data.demo.live.simulator import STEP, Simulator
from data.demo.live.units import SPEED, Units
from tests.data.lattice import lattice

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
    return Devices(codes, np.full((count, 2), [-33.0, 48.0]), np.linspace(0, 59.9, count), silent, 1)


def said(tempo: float, seed: int = 1, seconds: float = 120.0) -> tuple[list[dict], float]:
    real, stream = Real(), io.StringIO()
    units = Units(lattice(8), 10, np.random.default_rng(seed))
    Simulator(Clock(START, tempo, real), units, devices(), Lines(stream)).run(seconds, real.sleep)
    return [json.loads(line) for line in stream.getvalue().splitlines()], real.seconds - 100.0


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


def test_every_device_beats_once_a_minute_unless_silent():
    messages, _ = said(600, seconds=180)
    beats = [one["device"] for one in messages if one["kind"] == "heartbeat"]
    assert {beats.count(code) for code in devices().codes} == {3}
    quiet = devices(1000, silent=0.1)
    heard = {n for begin in np.arange(0, 60, STEP) for n in quiet.beating(begin, begin + STEP)}
    assert 850 < len(heard) < 940


def test_messages_tell_simulated_time_and_places_on_the_globe():
    messages, _ = said(600)
    assert (messages[0]["at"], messages[-1]["at"]) == ("2026-11-01T08:00:00+00:00", "2026-11-01T08:01:55+00:00")
    west, south = lonlat(np.array([[-10.0, -10.0]]))[0]
    unit = next(one for one in messages if one["kind"] == "position")
    assert west < unit["lon"] < west + 0.03
    assert south < unit["lat"] < south + 0.03


def test_cameras_without_a_sound_place_do_not_speak(tmp_path):
    path = tmp_path / "cameras.csv"
    rows = ["inventory,latitude,longitude", "a,48.01,-33.01", "b,,", "c,0,0", "d,-33.01,48.01", "a,48.02,-33.02"]
    path.write_text("\n".join(rows), encoding="utf-8")
    found = read(path, 1)
    assert found.codes == ["a"]
    assert found.places.tolist() == [[-33.01, 48.01]]

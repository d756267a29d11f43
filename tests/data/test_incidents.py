"""Crimes and accidents of the invented city: they fall as declared, and a naive look at them errs as it should."""

import json
from types import SimpleNamespace

import numpy as np
import pytest
import shapely
from scipy import stats

from data.demo.city import lay_out
from data.demo.ground import lonlat
from data.demo.incidents import risk, truth
from data.demo.incidents.calendar import DAY, DAYS, holidays
from data.demo.incidents.crashes import Crashes
from data.demo.incidents.ground import neighbours
from data.demo.incidents.kinds import KINDS
from data.demo.incidents.process import Crimes
from data.demo.incidents.rows import Rows, joined
from data.demo.incidents.rules import FIRST, INSTALLED, Cameras, Definition, Repeats, Rules
from tests.data.lattice import lattice
from tests.data.small import SMALL

BY_NAME = {kind.name: number for number, kind in enumerate(KINDS)}
BEFORE, AFTER = slice(INSTALLED - 12, INSTALLED), slice(INSTALLED, INSTALLED + 12)


def simulated(count=40_000, seed=1, rules=None) -> SimpleNamespace:
    process = Crimes(lattice(), count, seed, rules)
    return SimpleNamespace(process=process, rows=joined(list(process.months())))


@pytest.fixture(scope="module")
def city() -> SimpleNamespace:
    return simulated()


def of_kind(rows: Rows, name: str) -> Rows:
    return rows.of(rows.kind == BY_NAME[name])


def days(rows: Rows) -> np.ndarray:
    return rows.minute // DAY


def test_the_same_seed_gives_the_same_rows_and_another_others():
    one, same, other = simulated(4000, 3).rows, simulated(4000, 3).rows, simulated(4000, 4).rows
    assert one.place.tobytes() == same.place.tobytes()
    assert one.minute.tobytes() == same.minute.tobytes()
    assert one.minute.tobytes() != other.minute.tobytes()


def test_rows_come_in_order_of_time_and_within_the_five_years(city):
    assert (np.diff(city.rows.minute) >= 0).all()
    assert city.rows.minute[0] >= 0
    assert city.rows.minute[-1] < DAYS * DAY


def test_crimes_lie_on_the_segments_they_are_counted_on(city):
    shapes = city.process.ground.shapes[city.rows.segment]
    assert shapely.distance(shapes, shapely.points(city.rows.place)).max() < 5.01
    counted = np.bincount(city.rows.segment, minlength=len(city.process.counts))
    assert (counted == city.process.counts.sum(axis=1)).all()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_half_of_the_crimes_happen_on_a_twentieth_of_the_segments(seed):
    counts = simulated(seed=seed).process.counts.sum(axis=1)
    assert 0.44 < risk.load(counts, 0.05) < 0.57


def test_hot_segments_are_hot_in_each_half_of_the_time(city):
    early, late = city.process.counts[:, :30].sum(axis=1), city.process.counts[:, 30:].sum(axis=1)
    assert stats.pearsonr(early, late).statistic > 0.95


@pytest.mark.parametrize(("name", "seasonal"), [("хулиганство", True), ("мошенничество", False)])
def test_seasons_are_those_of_the_kind(city, name, seasonal):
    """Rayleigh's test on the day of the year; a kind without season passes as even."""
    angle = 2 * np.pi * (days(of_kind(city.rows, name)) % 365.25) / 365.25
    length = np.hypot(np.cos(angle).mean(), np.sin(angle).mean())
    assert (np.exp(-len(angle) * length**2) < 1e-6) == seasonal


def test_theft_peaks_in_summer(city):
    month = (FIRST.month - 1 + (days(of_kind(city.rows, "хулиганство")) / 30.4375).astype(int)) % 12
    counts = np.bincount(month, minlength=12)
    assert counts[5:8].sum() > 1.4 * counts[[11, 0, 1]].sum()


@pytest.mark.parametrize("name", ["хулиганство", "мошенничество"])
def test_hours_of_the_day_are_those_of_the_kind(city, name):
    rows = of_kind(city.rows, name)
    working = (days(rows) + FIRST.weekday()) % 7 < 5
    hours = np.bincount(rows.minute[working] % DAY // 60, minlength=24)
    expected = KINDS[BY_NAME[name]].hours / KINDS[BY_NAME[name]].hours.sum() * hours.sum()
    known = expected > 0
    assert stats.chisquare(hours[known], expected[known]).pvalue > 1e-4
    other = np.full(24, hours.sum() / 24)
    assert stats.chisquare(hours, other).pvalue < 1e-6


def test_weekends_and_holidays_draw_hooligans_not_frauds(city):
    def on_holidays(name: str) -> float:
        own = days(of_kind(city.rows, name))
        working = (np.arange(DAYS) + FIRST.weekday()) % 7 < 4
        free = holidays()
        usual = np.isin(own, np.flatnonzero(working & ~free)).sum() / (working & ~free).sum()
        return np.isin(own, np.flatnonzero(free)).sum() / free.sum() / usual

    assert on_holidays("хулиганство") > 1.5
    assert on_holidays("мошенничество") < 0.8


def knox(rows: Rows, rng, times: int = 99) -> tuple[float, float]:
    """(pairs within 200 m and 14 days as a multiple of what chance gives, p) by permuting the moments."""
    near = shapely.STRtree(shapely.points(rows.place))
    one, other = near.query(shapely.points(rows.place), "dwithin", distance=200.0)
    one, other = one[one < other], other[one < other]
    moments = rows.minute

    def close(moment: np.ndarray) -> int:
        return int((np.abs(moment[one] - moment[other]) <= 14 * DAY).sum())

    chance = np.array([close(rng.permutation(moments)) for _ in range(times)])
    seen = close(moments)
    return seen / chance.mean(), (1 + (chance >= seen).sum()) / (times + 1)


@pytest.mark.slow
def test_near_repeats_are_found_where_they_are_and_not_where_they_are_not():
    def of_robberies(rules: Rules) -> tuple[float, float]:
        return knox(of_kind(simulated(24_000, 7, rules).rows, "грабёж"), np.random.default_rng(0))

    with_repeats, p = of_robberies(Rules())
    without, alone = of_robberies(Rules(repeats=Repeats(branching=0.0), trend=0.0))
    assert (with_repeats > 1.15, p) == (True, 0.01)
    assert with_repeats > without + 0.15
    assert without == pytest.approx(1.0, abs=0.12) or alone > 0.01


def test_the_share_of_near_repeats_is_the_branching_ratio(city):
    told = truth.of_crimes(city.process, lonlat)["near_repeats"]
    for name, share in told["share_of_kind"].items():
        assert share == pytest.approx(told["branching"], abs=0.035), name
    assert not city.rows.born[~np.isin(city.rows.kind, [BY_NAME[name] for name in told["kinds"]])].any()


def test_offspring_stay_within_reach_of_a_parent():
    """Each called-forth robbery has another robbery within 200 m in the 14 days before, in rows nobody took from."""
    rules = Rules(cameras=Cameras(ratio=1.0))
    process = Crimes(lattice(), 6000, 9, rules)
    process._counted = lambda rows, month: rows.in_order()  # type: ignore[method-assign]
    rows = of_kind(joined(list(process.months())), "грабёж")
    one, other = shapely.STRtree(shapely.points(rows.place)).query(
        shapely.points(rows.place), "dwithin", distance=200.01
    )
    lag = rows.minute[one] - rows.minute[other]
    assert set(np.flatnonzero(rows.born)) <= set(one[(lag > 0) & (lag <= 14 * DAY)])
    assert rows.born.sum() > 50


def test_petty_theft_is_not_counted_from_the_declared_day_on(city):
    since = (city.process.rules.definition.since - FIRST).days
    theft, others = (np.bincount(days(rows), minlength=DAYS) for rows in (of_kind(city.rows, "кража"), city.rows))
    window = 365
    ratio = theft[since : since + window].sum() / theft[since - window : since].sum()
    rest = (others - theft)[since : since + window].sum() / (others - theft)[since - window : since].sum()
    assert ratio / rest == pytest.approx(city.process.rules.definition.kept, abs=0.05)


@pytest.mark.slow
def test_the_last_weeks_lack_what_has_not_been_reported_yet():
    process = simulated(300_000, 2).process
    told = truth.of_crimes(process, lonlat)["delay"]
    missing, daily = np.array(told["unreported"]), process.counts[:, -1].sum() / 31
    share = missing[0] / (missing[0] + daily)
    assert share == pytest.approx(1 - told["at_once"], abs=0.09)
    assert missing[:5].sum() > 2 * missing[15:20].sum()
    assert len(missing) <= told["longest"]


def test_no_crime_is_reported_after_the_last_day(city):
    assert (days(city.rows) + city.rows.delay < DAYS).all()


def estimate(process: Crimes) -> tuple[float, float]:
    """(log of the ratio of ratios, its standard error): listed after to before, over the same of the comparison;
    the error by leaving out one pair after the other."""
    one, other = process.sites.listed, process.sites.comparison
    tables = np.array(
        [process.counts[own, part].sum(axis=1) for own in (one, other) for part in (AFTER, BEFORE)], float
    )

    def ratio(sums: np.ndarray) -> np.ndarray:
        return np.log(sums[0] * sums[3] / (sums[1] * sums[2]))

    left = ratio(tables.sum(axis=1)[:, None] - tables)
    count = tables.shape[1]
    return float(ratio(tables.sum(axis=1))), float(np.sqrt((count - 1) / count * ((left - left.mean()) ** 2).sum()))


ALL_KINDS = Cameras(share=0.06, kinds=tuple(kind.name for kind in KINDS))


@pytest.mark.slow
def test_the_effect_of_cameras_is_within_sampling_error_over_fifty_seeds():
    """The 95 % interval of an honest estimate holds the truth about 95 times in 100, and the absence of any effect
    seldom; 42 of 50 or fewer would come once in 250 times."""
    known, held, denied, off = np.log(ALL_KINDS.ratio), 0, 0, []
    for seed in range(50):
        found, error = estimate(simulated(30_000, seed, Rules(cameras=ALL_KINDS)).process)
        held += abs(found - known) < 2.02 * error
        denied += abs(found) < 2.02 * error
        off.append(found - known)
    assert held >= 43
    assert denied <= 15
    assert np.mean(off) == pytest.approx(0, abs=3 * np.std(off) / 50**0.5)


@pytest.mark.slow
def test_cameras_displace_to_neighbours_what_they_are_said_to():
    process = simulated(200_000, 5, Rules(cameras=ALL_KINDS)).process
    effect = process.effect
    assert effect.moved / (effect.moved + effect.prevented) == pytest.approx(ALL_KINDS.displaced, abs=0.05)
    taken = np.concatenate([process.sites.listed, process.sites.comparison, process.sites.bad_year])
    assert len(set(taken)) == len(taken)
    near = neighbours(process.ground.ends, process.sites.listed)
    for beside, all_beside in zip(process.sites.beside, near, strict=True):
        assert set(beside) <= set(all_beside) - set(taken)


@pytest.mark.slow
def test_a_naive_look_at_bad_year_sites_sees_an_effect_that_is_not_there():
    """Their true ratio is 1; the year after is lower only because the year before was chosen for being high."""
    own, rest = np.zeros(3), np.zeros(3)
    for seed in range(20):
        process = simulated(30_000, seed).process
        years = [process.counts[:, year] for year in (slice(INSTALLED - 24, INSTALLED - 12), BEFORE, AFTER)]
        chosen = np.isin(np.arange(len(process.counts)), process.sites.bad_year)
        own += [year[chosen].sum() for year in years]
        rest += [year[~chosen].sum() for year in years]
    assert process.rules.cameras.bad_year_ratio == 1.0
    assert own[2] / own[1] < 0.8
    error = np.sqrt(1 / own[0] + 1 / own[2])
    assert np.log(own[2] / own[0] * rest[0] / rest[2]) == pytest.approx(0, abs=3 * error)
    assert error < 0.06


@pytest.mark.slow
def test_districts_drift_as_told():
    rules = Rules(cameras=Cameras(ratio=1.0), definition=Definition(kept=1.0), trend=0.1)
    process = simulated(200_000, 3, rules).process
    for district, slope in enumerate(process.risk.trend):
        own = process.counts[process.ground.district == district]
        whole = process.counts.sum(axis=0)
        # Against the whole city, so that the seasons fall out.
        relative = np.log(own[:, 36:48].sum() / own[:, :12].sum()) - np.log(whole[36:48].sum() / whole[:12].sum())
        shares = np.array([process.counts[process.ground.district == d].sum() for d in range(4)])
        common = (process.risk.trend * shares).sum() / shares.sum()
        # Near repeats make the counts vary 1 / (1 - branching)^2 times as much as chance alone.
        error = np.sqrt(1.8 * (1 / own[:, 36:48].sum() + 1 / own[:, :12].sum()))
        assert relative == pytest.approx(3 * (slope - common), abs=3.5 * error)


def test_accidents_differ_between_junctions_more_than_traffic_explains():
    """Their counts are negative binomial: the excess over Poisson is 1 / shape, by the method of moments."""
    process = Crashes(lattice(30), 40_000, 1)
    rows = list(process.months())
    mean = process.risk.mean * process.counts.sum()
    excess = ((process.counts - mean) ** 2 - mean).sum() / (mean**2).sum()
    assert excess == pytest.approx(1 / process.rules.dispersion, rel=0.3)
    assert stats.spearmanr(process.counts, process.risk.mean).statistic > 0.4
    assert sum(len(one.minute) for one in rows) == process.total == pytest.approx(40_000, rel=0.03)
    near = np.concatenate([one.junction >= 0 for one in rows])
    assert near.mean() == pytest.approx(process.rules.at_junctions, abs=0.02)


def test_accidents_at_a_junction_lie_within_forty_metres_of_it():
    process = Crashes(lattice(), 2000, 2)
    for month in process.months():
        own = month.junction >= 0
        away = month.place[own] - process.ground.junctions[month.junction[own]]
        assert np.hypot(*away.T).max() < 41


def test_truth_can_be_written_and_its_hot_segments_are_those_of_the_rows(city):
    told = truth.of_crimes(city.process, lonlat)
    assert json.loads(json.dumps(told)) == told | {"near_repeats": json.loads(json.dumps(told["near_repeats"]))}
    hot = told["hot_segments"]["segments"]
    assert len(hot) == round(0.05 * len(city.process.counts))
    rates, counted = (np.array([one[name] for one in hot], float) for name in ("rate", "counted"))
    assert stats.pearsonr(rates, counted).statistic > 0.97
    assert told["hot_segments"]["share_of_crimes"] == pytest.approx(counted.sum() / len(city.rows), abs=1e-3)
    assert len(told["cameras"]["listed"]) == len(told["cameras"]["comparison"])
    assert told["cameras"]["installed"] == "2024-11-01"


@pytest.mark.slow
def test_on_the_streets_of_the_invented_city_it_is_as_promised():
    """Half on a twentieth, nobody in the fields, near repeats and pairs as on the plain lattice."""
    process = Crimes(lay_out(SMALL, 1).segments, 40_000, 1)
    assert sum(len(rows) for rows in process.months()) > 33_000
    counts = process.counts.sum(axis=1)
    assert 0.44 < risk.load(counts, 0.05) < 0.57
    assert counts[process.ground.use == "field"].sum() == 0
    assert process.sites is not None
    assert len(process.sites.listed) == len(process.sites.comparison) >= 4
    assert len(process.sites.bad_year) >= 4
    assert 0.1 < process.born.sum() / process.total.sum() < 0.16


def test_truth_before_the_months_is_refused():
    with pytest.raises(ValueError, match="spent"):
        truth.of_crimes(Crimes(lattice(), 100, 1), lonlat)


def test_the_number_of_crimes_kept_at_once_does_not_grow_with_their_years():
    process = Crimes(lattice(), 60_000, 1)
    assert max(len(rows) for rows in process.months()) < 60_000 / 60 * 2

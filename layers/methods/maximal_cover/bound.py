"""How much is possible at most: a Lagrangian bound, proven at every step, near that of the linear programme."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from layers.methods.maximal_cover.core import Core, core_of
from layers.methods.maximal_cover.problem import Floats, Numbers, Problem, Truths

PATIENCE = 12
SAFE = 1e-9


@dataclass(frozen=True)
class Relaxed:
    """What is best when demand has a price instead of a witness: a bound, the rows it chooses, and each row's value."""

    bound: float
    chosen: Numbers
    values: Floats


class Bounding:
    """Bounds of a core, ever lower.

    "Seen only by a chosen candidate" is given up for a price on each demand, between nothing and its weight, and the
    budget for a levy on money: then the best choice is a sort, and for any prices its worth is a bound (Geoffrion
    1974; Galvao and ReVelle 1996 for this model). The first prices, the weights that greed left unseen, give the bound
    of Nemhauser, Wolsey and Fisher 1978; subgradient steps lower it. `rows` are the best choice met on the way.
    """

    def __init__(self, core: Core, picked: Sequence[int]) -> None:
        self.core, self._matrix = core, core.covers.astype(np.float64)
        self._scale = float(core.costs.mean()) if np.isfinite(core.budget) and core.costs.any() else 0.0
        self._costs = core.costs / self._scale if self._scale else np.zeros(len(core.costs))
        self._order = np.argsort(core.groups, kind="stable")
        self._starts = np.flatnonzero(np.diff(core.groups[self._order], prepend=-1))
        self._ends = np.append(self._starts[1:], len(core.groups))
        seen = np.unique(core.covers[np.array(picked, dtype=np.int64)].indices)
        self.prices = core.weights.copy()
        self.prices[seen] = 0
        self.levy = self._first_levy()
        self.best = float(core.weights.sum())
        self.rows, self.worth = [int(row) for row in picked], core.worth(np.array(picked, dtype=np.int64))
        self._step(self.prices, self.levy)

    @property
    def _money(self) -> float:
        return self.core.budget / self._scale if self._scale else 0.0

    def _first_levy(self) -> float:
        paid = self._costs > 0
        return float(((self._matrix @ self.prices)[paid] / self._costs[paid]).max(initial=0.0))

    def relaxed(self, prices: Floats, levy: float, limit: int | None = None, money: float | None = None) -> Relaxed:
        """The bound that these prices prove, of another limit or budget where one is given."""
        values = self._matrix @ prices - levy * self._costs
        ordered = values[self._order]
        best = self._best(ordered)
        limit = self.core.limit if limit is None else limit
        worthy = np.argpartition(-best, limit)[:limit] if limit < len(best) else np.arange(len(best))
        worthy = worthy[best[worthy] > 0]
        firsts = [self._starts[group] + ordered[self._starts[group] : self._ends[group]].argmax() for group in worthy]
        chosen = self._order[np.array(firsts, dtype=np.int64)]
        money = self._money if money is None else money
        bound = float((self.core.weights - prices).sum() + levy * money + values[chosen].sum())
        return Relaxed(bound, chosen, values)

    def _best(self, ordered: Floats) -> Floats:
        """The best value of each group, of values in the groups' order."""
        return np.maximum.reduceat(ordered, self._starts) if len(ordered) else ordered

    def _step(self, prices: Floats, levy: float) -> Relaxed:
        found = self.relaxed(prices, levy)
        if found.bound < self.best:
            self.best, self.prices, self.levy = found.bound, prices, levy
        return found

    def improve(self, rounds: int, floor: float, stop: Callable[[float], bool] = lambda bound: False) -> None:
        """Take so many steps towards `floor`, what is known to be possible; `stop` is asked with the bound."""
        prices, levy, reach, stale = self.prices, self.levy, 1.0, 0
        for _ in range(rounds):
            before = self.best
            found = self._step(prices, levy)
            if self.best - floor <= SAFE * max(floor, 1.0) or reach < 1e-4 or stop(self.best):
                return
            stale = 0 if self.best < before else stale + 1
            if stale >= PATIENCE:
                prices, levy, reach, stale = self.prices, self.levy, reach / 2, 0
                found = self.relaxed(prices, levy)
            prices, levy = self._moved(prices, levy, found, reach * (found.bound - floor))

    def _remember(self, chosen: Numbers, counts: Numbers) -> None:
        """Keep what the prices would choose, where that is a choice at all and the best so far."""
        worth = float(self.core.weights[counts > 0].sum())
        paid = bool(self.core.costs[chosen].sum() <= self.core.budget)
        if worth > self.worth and paid and counts[self.core.must].all():
            self.rows, self.worth = chosen.tolist(), worth

    def _moved(self, prices: Floats, levy: float, found: Relaxed, reach: float) -> tuple[Floats, float]:
        counts = np.bincount(self.core.covers[found.chosen].indices, minlength=len(prices))
        self._remember(found.chosen, counts)
        slope = counts - 1.0
        slope[((prices <= 0) & (slope > 0)) | ((prices >= self.core.weights) & (slope < 0))] = 0
        over = self._money - float(self._costs[found.chosen].sum()) if self._scale else 0.0
        # Not slope @ slope: BLAS would wake all its threads for every step.
        steep = float(np.square(slope).sum()) + over * over
        if not steep:
            return prices, levy
        step = reach / steep
        return np.clip(prices - step * slope, 0, self.core.weights), max(0.0, levy - step * over)

    def decided(self, floor: float) -> tuple[Truths, Numbers]:
        """(rows that something better than `floor` may have, rows that it must have), by the best prices."""
        found, core = self.relaxed(self.prices, self.levy), self.core
        values, chosen = found.values, np.zeros(len(self.core.rows), dtype=bool)
        chosen[found.chosen] = True
        needed = floor - SAFE * max(floor, 1.0)
        instead = np.full(int(core.groups.max(initial=-1)) + 1, -np.inf)
        instead[core.groups[chosen]] = values[chosen]
        alone = np.isinf(instead)
        least = float(values[chosen].min()) if chosen.sum() >= core.limit and chosen.any() else 0.0
        lost = np.where(alone[core.groups], least, instead[core.groups])
        may = chosen | (found.bound + values - lost > needed)
        second = np.zeros(len(instead))
        np.maximum.at(second, core.groups[~chosen], values[~chosen])
        other = float(second[alone].max(initial=0.0))
        must = chosen & (found.bound - values + np.maximum(second[core.groups], other) <= needed)
        return may, np.flatnonzero(must)


def curve_bounds(
    problem: Problem, picked: Sequence[int], limits: Sequence[int | None], budgets: Sequence[float | None]
) -> list[float]:
    """What is possible at most for each of several numbers and budgets, rising in both; None is the problem's own.

    picked: an answer's candidates, from which the prices start. The required candidates count in numbers and budgets.
    """
    core = core_of(problem)
    at = {int(row): number for number, row in enumerate(core.rows)}
    rows = [at[row] for row in picked if row in at]
    points = [_point(core, limit, budget) for limit, budget in zip(limits, budgets, strict=True)]
    prices = [_prices(replace(core, limit=points[i][0], budget=points[i][1]), rows) for i in _spread(len(points))]
    judge, gained = Bounding(core, rows), sum(core.gains)
    least = [min(_at(judge, one, levy, *point) for one, levy in prices) + gained for point in points]
    return np.minimum.accumulate(least[::-1])[::-1].tolist()


def _point(core: Core, limit: int | None, budget: float | None) -> tuple[int, float]:
    number = core.limit if limit is None else min(core.limit, max(0, limit - len(core.taken)))
    return number, core.budget if budget is None else min(core.budget, max(0.0, budget - core.spent))


def _spread(count: int) -> list[int]:
    return sorted({*np.linspace(0, count - 1, 5).round().astype(int).tolist()}) if count else []


def _prices(core: Core, rows: Sequence[int]) -> tuple[Floats, float]:
    """Good prices for one limit and budget, the levy for a unit of money."""
    few = rows[: core.limit]
    bounding = Bounding(core, few)
    bounding.improve(150, core.worth(np.array(few, dtype=np.int64)) if not np.isfinite(core.budget) else 0.0)
    return bounding.prices, bounding.levy / bounding._scale if bounding._scale else 0.0


def _at(judge: Bounding, prices: Floats, levy: float, limit: int, budget: float) -> float:
    values = judge._matrix @ prices - levy * judge.core.costs
    tops = np.sort(judge._best(values[judge._order]))[::-1][:limit]
    rest = levy * budget if levy else 0.0
    return min(
        float((judge.core.weights - prices).sum() + rest + tops[tops > 0].sum()), float(judge.core.weights.sum())
    )

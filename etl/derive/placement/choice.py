"""The question as a problem of maximal cover, and what it is judged by: the same places on another year."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from scipy.sparse import csr_matrix, hstack

from etl.derive.placement.incidents import A_DAY, YEARS_BEFORE, Incidents, years_before
from etl.derive.placement.views import Views
from gis_app.findings.placements.parameters import Asked
from layers.methods.maximal_cover import Answer, Problem, curve_bounds, lazy_greedy, problem, random_gains

TIMES, QUICK_ROUNDS = 200, 100
LEAST_DAYS = timedelta(days=180)


@dataclass(frozen=True)
class Field:
    """All that a choice is made from: the incidents, which of their places are seen today, the views, what must be."""

    asked: Asked
    found: Incidents
    today: np.ndarray
    views: Views
    must: csr_matrix

    def problem(self, weights: np.ndarray) -> Problem:
        """The problem with these weights of the places; what must be seen stands behind them, without weight.

        Raises ValueError when a rule cannot be kept.
        """
        extra = self.must.shape[1]
        return problem(
            hstack([self.views.covers, self.must], format="csr"),
            np.concatenate([weights, np.zeros(extra)]),
            limit=self.asked.number,
            costs=self.views.costs,
            budget=self.asked.budget,
            groups=self.views.spot if self.asked.one_view_per_pole else None,
            existing=np.concatenate([self.today, np.zeros(extra, dtype=bool)]),
            must=range(len(weights), len(weights) + extra),
        )


@dataclass(frozen=True)
class Judged:
    """Places chosen from the years before and judged on the last one; shares of what was unseen, 0 to 1."""

    chosen_from: date
    chosen_to: date
    judged_from: date
    judged_to: date
    promised: float
    kept: float
    random: float
    random_low: float
    random_high: float


def judged(field: Field) -> Judged | None:
    """How much such a choice keeps of what it promises; None where the years before tell nothing."""
    end = field.asked.demand.to
    middle = years_before(end, 1)
    day = field.found.day
    first = max(years_before(end, YEARS_BEFORE + 1), min(day).astype(date)) if len(day) else end
    if middle - first < LEAST_DAYS:
        return None
    before, after = field.found.summed(first, middle), field.found.summed(middle, end)
    unseen_before, unseen_after = before[~field.today].sum(), after[~field.today].sum()
    if not unseen_before or not unseen_after:
        return None
    choice = lazy_greedy(field.problem(before), rounds=0)
    kept = _worth(field, choice, after)
    drawn = chance(field, after, len(choice.chosen), TIMES)[:, -1] / unseen_after
    low, high = np.percentile(drawn, [5, 95])
    return Judged(
        first,
        middle,
        middle,
        end,
        promised=choice.objective / unseen_before,
        kept=kept / unseen_after,
        random=float(drawn.mean()),
        random_low=float(low),
        random_high=float(high),
    )


def chance(field: Field, weights: np.ndarray, number: int, times: int) -> np.ndarray:
    """(times, number + 1): what the first 0, 1, … of as many random places see, a random view of each."""
    drawn = replace(field.problem(weights), groups=field.views.spot)
    return random_gains(drawn, number, times=times, rng=np.random.default_rng(field.asked.seed))


def curve(field: Field, weights: np.ndarray, answer: Answer) -> list[dict[str, float]]:
    """From no camera to the last: money, what the answer sees, what is possible at most, what chance sees."""
    asked = field.problem(weights)
    number = len(answer.chosen)
    money = np.concatenate([[0.0], np.cumsum(field.views.costs[list(answer.chosen)])])
    seen = np.concatenate([[0.0], np.cumsum(answer.gains)])
    by_money = field.asked.number is None
    points = range(number + 1)
    bounds = curve_bounds(
        asked,
        answer.chosen,
        [None if by_money else point for point in points],
        [float(money[point]) if by_money else None for point in points],
    )
    random = chance(field, weights, number, TIMES).mean(axis=0)
    return [
        {
            "number": point,
            "cost": round(float(money[point]), 2),
            "answer": round(float(seen[point]), 3),
            "bound": round(max(float(seen[point]), min(bounds[point], answer.bound)), 3),
            "random": round(float(random[point]), 3),
        }
        for point in points
    ]


def _worth(field: Field, answer: Answer, weights: np.ndarray) -> float:
    seen = np.unique(field.views.covers[list(answer.chosen)].indices)
    return float(weights[seen][~field.today[seen]].sum())


def days(asked: Asked) -> int:
    return (asked.demand.to - asked.demand.from_) // A_DAY

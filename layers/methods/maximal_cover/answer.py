"""What a placement answers, and how good it is known to be."""

from dataclasses import dataclass
from enum import StrEnum
from math import e


class Status(StrEnum):
    """How a search ended. Only OPTIMAL says that nothing better exists."""

    OPTIMAL = "optimal"
    WITHIN_GAP = "within_gap"
    TIME_OUT = "time_out"
    CANCELLED = "cancelled"
    GREEDY = "greedy"


# Shares of the best possible that greed reaches at least: with a count limit alone (Nemhauser, Wolsey, Fisher 1978),
# with one of a group besides (Fisher, Nemhauser, Wolsey 1978), with a budget alone (Khuller, Moss, Naor 1999).
BY_COUNT, BY_GROUP, BY_BUDGET = 1 - 1 / e, 0.5, (1 - 1 / e) / 2


@dataclass(frozen=True)
class Answer:
    """Chosen candidates in order of gain, the required ones first, and what each adds in weight of demand.

    `bound`: no choice at all is worth more. `guarantee`: the share of the best possible that the method reaches on any
    data, None where it has none. `seconds` from matrix to answer.
    """

    chosen: tuple[int, ...]
    gains: tuple[float, ...]
    bound: float
    cost: float
    status: Status
    seconds: float
    guarantee: float | None = None

    @property
    def objective(self) -> float:
        """Weight of the demand that the chosen see and nobody saw before."""
        return sum(self.gains)

    @property
    def gap(self) -> float:
        """What may lack, as a share of the bound."""
        return max(0.0, self.bound - self.objective) / self.bound if self.bound > 0 else 0.0

    @property
    def better_possible(self) -> float | None:
        """At most so much better is possible, as a share of this answer; None of an answer without worth."""
        return max(0.0, self.bound - self.objective) / self.objective if self.objective > 0 else None

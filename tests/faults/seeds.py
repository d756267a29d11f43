"""The seeds that moments of death are drawn from: the same few in every run, and as many more each night as it takes.

`KILL_SEEDS_FROM=1000` in the surroundings has a night begin with other seeds than the night before.
"""

import os
import random
from collections.abc import Sequence

import pytest

FROM = int(os.environ.get("KILL_SEEDS_FROM", "0"))
DRAWN: list[str] = []


def some(victims: Sequence[str], ordinary: int, nightly: int) -> list:
    """(seed, victim) for the ordinary run and, after them, for the nightly one."""
    few = [pytest.param(*_pair(seed, victims), marks=pytest.mark.slow) for seed in range(ordinary)]
    many = range(FROM + ordinary, FROM + ordinary + nightly)
    return few + [pytest.param(*_pair(seed, victims), marks=pytest.mark.nightly) for seed in many]


def _pair(seed: int, victims: Sequence[str]) -> tuple[int, str]:
    return seed, victims[seed % len(victims)]


def moment(seed: int, victim: str, seconds: float, earliest: float = 0.0) -> float:
    """Seconds after the beginning of work of so many `seconds` at which the victim dies; told in the run's summary.

    earliest: as a share of the work.
    """
    after = random.Random(f"{seed} {victim}").uniform(earliest, 1.0) * seconds
    DRAWN.append(f"seed {seed}: {victim} dies after {after:.2f} of {seconds:.2f} s")
    return after

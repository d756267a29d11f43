"""A plain ground for tests of incidents: a lattice of streets, as arrays."""

from types import SimpleNamespace

import numpy as np
import shapely

STEP = 120.0
USES = np.array(["centre", "flats", "villas", "industry"], dtype=object)


def lattice(side: int = 20, seed: int = 5) -> SimpleNamespace:
    """side x side junctions, 2 side (side - 1) segments of 120 m, four districts, land use by column."""
    rng = np.random.default_rng(seed)
    number = np.arange(side * side).reshape(side, side)
    ends = np.concatenate(
        [
            np.stack([number[:, :-1], number[:, 1:]], -1).reshape(-1, 2),
            np.stack([number[:-1], number[1:]], -1).reshape(-1, 2),
        ]
    )
    junctions = np.stack(np.meshgrid(np.arange(side), np.arange(side)), -1).reshape(-1, 2) * STEP
    middles = junctions[ends].mean(axis=1)
    half = side * STEP / 2
    count = len(ends)
    return SimpleNamespace(
        shapes=shapely.linestrings(junctions[ends]),
        length=np.full(count, STEP),
        traffic=rng.lognormal(8, 0.8, count),
        use=np.array(["centre", "flats", "villas", "industry"], dtype=object)[
            (middles[:, 0] // (half / 2)).astype(int).clip(0, 3)
        ],
        people=rng.integers(0, 300, count),
        district=(middles[:, 0] > half).astype(int) * 2 + (middles[:, 1] > half).astype(int),
        ends=ends,
        junctions=junctions,
        degree=np.bincount(ends.ravel()),
    )

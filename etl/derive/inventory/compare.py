"""Two lists of cameras compared: which is the same, moved, new or gone. Pure: frames in, frame out."""

from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from etl.derive.inventory.likeness import likeness, words
from layers.methods.one_to_one import assign

# Costs in metres: what a difference weighs beside the distance. Two that cost more than LIMIT together are two cameras.
REACH_M, LIMIT = 150.0, 180.0
TURNED_DEG, TURNED, DIRECTION_UNKNOWN = 45.0, 50.0, 15.0
UNLIKE, NAMELESS = 120.0, 40.0
OTHER_DAY, DAY_UNKNOWN, SAME_DAYS = 30.0, 10.0, timedelta(days=3)
OTHER_KIND = 60.0
SAME_M = 10.0
RIVAL = 30.0

COLUMNS = ["key", "part", "x", "y", "azimuth", "name", "kind", "installed_on"]


def compare(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Proposals: verdict, old and new (row positions, -1 for none), metres, turn, likeness, cost, rivals.

    Both lists have COLUMNS, x and y in metres, azimuth in degrees or NaN. Rows that share key and part are one camera
    whatever they say; the others are assigned one to one at the least cost. `same` means within SAME_M and not turned.
    Verdicts are same, moved, new, gone; `rivals` counts other rows of either list that are nearly as good.
    """
    kept = _kept(old, new)
    near = _near(old, new, kept)
    chosen = near.iloc[assign(near["old"], near["new"], near["cost"], LIMIT)].copy()
    chosen["rivals"] = [_rivals(near, row) for row in chosen.itertuples()]
    pairs = pd.concat([_measured(old, new, kept[:, 0], kept[:, 1]).assign(rivals=0), chosen], ignore_index=True)
    still = (pairs["metres"] <= SAME_M) & ~(pairs["turn"] > TURNED_DEG)
    pairs["verdict"] = np.where(still, "same", "moved")
    alone = pd.concat([_alone("gone", "old", old, pairs), _alone("new", "new", new, pairs)], ignore_index=True)
    return pd.concat([pairs, alone], ignore_index=True)


def _kept(old: pd.DataFrame, new: pd.DataFrame) -> NDArray[np.int64]:
    """Positions of the rows that share key and part."""
    first = old[["key", "part"]].assign(old=np.arange(len(old)))
    second = new[["key", "part"]].assign(new=np.arange(len(new)))
    return first.merge(second, on=["key", "part"])[["old", "new"]].to_numpy(dtype=np.int64).reshape(-1, 2)


def _near(old: pd.DataFrame, new: pd.DataFrame, kept: NDArray[np.int64]) -> pd.DataFrame:
    """Candidates among the rows that share no key, by a tree of the points."""
    rest_old = np.setdiff1d(np.arange(len(old)), kept[:, 0])
    rest_new = np.setdiff1d(np.arange(len(new)), kept[:, 1])
    tree = shapely.STRtree(shapely.points(new["x"].iloc[rest_new], new["y"].iloc[rest_new]))
    spots = shapely.points(old["x"].iloc[rest_old], old["y"].iloc[rest_old])
    i, j = tree.query(spots, predicate="dwithin", distance=REACH_M)
    return _measured(old, new, rest_old[i], rest_new[j])


def _measured(old: pd.DataFrame, new: pd.DataFrame, i: NDArray[Any], j: NDArray[Any]) -> pd.DataFrame:
    """The pairs with what tells them apart, and what that costs."""
    a, b = old.iloc[i].reset_index(drop=True), new.iloc[j].reset_index(drop=True)
    metres = np.hypot(a["x"] - b["x"], a["y"] - b["y"])
    turn = turned(a["azimuth"].to_numpy(dtype=float), b["azimuth"].to_numpy(dtype=float))
    like = likenesses(a["name"], b["name"])
    cost = metres + np.where(np.isnan(turn), DIRECTION_UNKNOWN, TURNED * np.minimum(turn, 90) / 90)
    cost += np.where(np.isnan(like), NAMELESS, (1 - like) * UNLIKE)
    cost += _days(a["installed_on"], b["installed_on"])
    cost += np.where((a["kind"] != b["kind"]) & (a["kind"] != "unknown") & (b["kind"] != "unknown"), OTHER_KIND, 0.0)
    measured = {"old": i, "new": j, "metres": metres, "turn": turn, "likeness": like, "cost": cost}
    return pd.DataFrame(measured).astype({"old": np.int64, "new": np.int64})


def turned(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """The angle between two directions, 0 to 180 degrees; NaN where one is not known."""
    return np.abs((first - second + 180) % 360 - 180)


def likenesses(first: "pd.Series[str]", second: "pd.Series[str]") -> NDArray[np.float64]:
    known = {name: words(name) for name in {*first, *second}}
    found = [likeness(known[a], known[b]) for a, b in zip(first, second, strict=True)]
    return np.array([np.nan if one is None else one for one in found], dtype=float)


def _days(first: "pd.Series[Any]", second: "pd.Series[Any]") -> NDArray[np.float64]:
    apart = (pd.to_datetime(first) - pd.to_datetime(second)).abs()
    return np.select([apart.isna(), apart > SAME_DAYS], [DAY_UNKNOWN, OTHER_DAY], 0.0)


def _rivals(near: pd.DataFrame, row: Any) -> int:
    other = near[((near["old"] == row.old) ^ (near["new"] == row.new)) & (near["cost"] < row.cost + RIVAL)]
    return len(other)


def _alone(verdict: str, side: str, rows: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    left = np.setdiff1d(np.arange(len(rows)), pairs[side])
    empty = {"metres": np.nan, "turn": np.nan, "likeness": np.nan, "cost": np.nan, "rivals": 0}
    told = {"old": -1, "new": -1, side: left, **empty, "verdict": verdict}
    return pd.DataFrame(told, index=range(len(left)))

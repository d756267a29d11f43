"""What truth.json says of the incidents: everything that a method may be asked to find."""

from collections.abc import Callable
from dataclasses import asdict

import numpy as np

from .crashes import Crashes
from .ground import middles
from .kinds import KINDS
from .process import Crimes
from .programme import Sites
from .rules import FIRST, INSTALLED, LAST, month

Globe = Callable[[np.ndarray], np.ndarray]
YEARS = 5


def of_crimes(process: Crimes, globe: Globe) -> dict:
    """After the process's months are spent. `globe` turns (n, 2) local metres into longitudes and latitudes.

    Segments are told by the longitude and latitude of their middles and by their length in metres, rates are crimes a
    year over the five years, as the files have them. `trends` are yearly changes of the logarithm of a district's rate,
    by the districts' numbers. `counted` are rows of the files, those among them that a defect keeps from being loaded.
    """
    sites = sites_of(process)
    return {
        "from": FIRST.isoformat(),
        "to": LAST.isoformat(),
        "hot_segments": _hot(process, globe),
        "near_repeats": _repeats(process),
        "cameras": _cameras(process, sites, globe),
        "trends": [round(float(one), 5) for one in process.risk.trend],
        "definition": _definition(process),
        "delay": _delay(process),
    }


def sites_of(process: Crimes) -> Sites:
    """Where cameras were put up. Raises ValueError before the months are spent."""
    if process.sites is None:
        raise ValueError("The months have not been spent yet.")
    return process.sites


def of_accidents(process: Crashes, globe: Globe) -> dict:
    """Junctions with the most expected accidents a year, 5 % of all, and what they were drawn from."""
    expected = process.risk.junctions * process.count * process.rules.at_junctions / YEARS
    top = np.argsort(-expected, kind="stable")[: max(1, round(len(expected) * 0.05))]
    places = globe(process.ground.junctions[top])
    return {
        "at_junctions": process.rules.at_junctions,
        "gamma_shape": process.rules.dispersion,
        "traffic_exponent": process.rules.exponent,
        "junctions": [
            {"place": _place(place), "rate": round(float(expected[one]), 3), "counted": int(process.counts[one])}
            for one, place in zip(top, places, strict=True)
        ],
    }


def _hot(process: Crimes, globe: Globe) -> dict:
    shares, counted = process.risk.shares(), process.counts.sum(axis=1)
    top = np.argsort(-shares, kind="stable")[: max(1, round(len(shares) * process.rules.hot_share))]
    return {
        "share_of_segments": process.rules.hot_share,
        "share_of_crimes": round(float(counted[top].sum() / counted.sum()), 4),
        "segments": _told(process, top, globe),
    }


def _told(process: Crimes, chosen: np.ndarray, globe: Globe) -> list[dict]:
    rates = process.risk.shares()[chosen] * process.counts.sum() / YEARS
    lengths, counted = process.ground.length[chosen], process.counts[chosen].sum(axis=1)
    places = globe(middles(process.ground)[chosen])
    return [
        {"middle": _place(place), "length_m": round(float(length), 1), "rate": round(float(rate), 2), "counted": int(n)}
        for place, length, rate, n in zip(places, lengths, rates, counted, strict=True)
    ]


def _repeats(process: Crimes) -> dict:
    own = {
        kind.name: round(int(born) / max(int(total), 1), 4)
        for kind, born, total in zip(KINDS, process.born, process.total, strict=True)
        if kind.name in process.rules.repeats.kinds
    }
    return asdict(process.rules.repeats) | {
        "share_of_all": round(float(process.born.sum() / process.total.sum()), 4),
        "share_of_kind": own,
    }


def _cameras(process: Crimes, sites: Sites, globe: Globe) -> dict:
    """The programme; `displaced_to` of each listed segment are middles of its neighbours."""
    rules, effect, places = process.rules.cameras, process.effect, globe(middles(process.ground))
    listed = [
        told | {"displaced_to": [_place(place) for place in places[near]]}
        for told, near in zip(_told(process, sites.listed, globe), sites.beside, strict=True)
    ]
    return {
        "installed": month(INSTALLED).isoformat(),
        "kinds": list(rules.kinds),
        "ratio": rules.ratio,
        "displaced": rules.displaced,
        "listed": listed,
        "comparison": _told(process, sites.comparison, globe),
        "bad_year": {"ratio": rules.bad_year_ratio, "segments": _told(process, sites.bad_year, globe)},
        "prevented": effect.prevented if effect else 0,
        "moved": effect.moved if effect else 0,
    }


def _definition(process: Crimes) -> dict:
    rule = process.rules.definition
    return {"kind": rule.kind, "since": rule.since.isoformat(), "kept": rule.kept, "uncounted": process.uncounted}


def _delay(process: Crimes) -> dict:
    """`unreported`: crimes that lack in the files, by their age in days on the last day."""
    return asdict(process.rules.delay) | {"unreported": np.trim_zeros(process.unreported, "b").tolist()}


def _place(place: np.ndarray) -> list[float]:
    return [round(float(value), 6) for value in place]

"""How crimes and accidents divide over segments and junctions in the long run."""

from dataclasses import dataclass

import numpy as np

from data.demo.crimes import Kind

from .ground import Ground, middles
from .kinds import KINDS
from .rules import Rules

ALIKE = {"old": "centre", "towers": "flats", "park": "centre", "field": "villas"}
BLOBS = 40
SPREAD_M = 350.0
DENSITY = {"centre": 7, "old": 6, "towers": 6, "flats": 4, "park": 1.5, "industry": 1, "villas": 0.6, "field": 0}
"""Crimes a metre of street, as multiples; a use that is not here has 1."""


@dataclass(frozen=True)
class Risk:
    """`weights` (kinds, n): each kind's share on each segment, rows sum to 1; `trend` (districts,): yearly change of
    the logarithm of a district's rate."""

    weights: np.ndarray
    trend: np.ndarray

    def shares(self) -> np.ndarray:
        """(n,) of all crimes."""
        return np.array([kind.share for kind in KINDS]) @ self.weights


def of_crimes(ground: Ground, rules: Rules, rng: np.random.Generator) -> Risk:
    """Risk that is heavy-tailed, alike on near segments and by land use, sharpened until `hot_load` is met."""
    factors = np.array([_places(kind, ground.use) for kind in KINDS])
    free = _field(middles(ground), rng) + rng.standard_normal(len(ground.length))
    known = 0.4 * np.log(np.maximum(ground.length, 1.0)) + 0.5 * np.log1p(ground.people / 100)
    low, high = 0.0, 6.0
    for _ in range(40):
        power = (low + high) / 2
        made = _normal(factors * _by_use(ground, np.exp(power * free + known)))
        shares = np.array([kind.share for kind in KINDS]) @ made
        low, high = (low, power) if load(shares, rules.hot_share) > rules.hot_load else (power, high)
    return Risk(made, rng.uniform(-rules.trend, rules.trend, int(ground.district.max()) + 1))


def load(counts: np.ndarray, share: float) -> float:
    """What part of the whole the heaviest `share` of the entries carries."""
    top = max(1, round(len(counts) * share))
    return float(np.sort(counts)[-top:].sum() / counts.sum())


@dataclass(frozen=True)
class Crashes:
    """Shares of accidents: at junctions (m,) and along segments (n,), each sums to 1; `mean` (m,) what traffic alone
    explains of the junctions' shares."""

    junctions: np.ndarray
    segments: np.ndarray
    mean: np.ndarray


def of_accidents(ground: Ground, rules: Rules, rng: np.random.Generator) -> Crashes:
    """Power of the traffic that enters, times a gamma of the junction's own: counts are negative binomial."""
    entering = np.zeros(len(ground.junctions))
    np.add.at(entering, ground.ends.ravel(), np.repeat(ground.traffic, 2))
    mean = np.where(ground.degree > 2, entering**rules.exponent * np.maximum(ground.degree - 2, 0), 0.0)
    own = rng.gamma(rules.dispersion, 1 / rules.dispersion, len(mean))
    straight = ground.traffic**rules.exponent * ground.length * rng.gamma(2.0, 0.5, len(ground.length))
    return Crashes(_normal(mean * own), _normal(straight), _normal(mean))


def _places(kind: Kind, use: np.ndarray) -> np.ndarray:
    known = {name: kind.places.get(ALIKE.get(name, name), 1.0) for name in set(use)}
    return np.array([known[name] for name in use])


def _by_use(ground: Ground, weights: np.ndarray) -> np.ndarray:
    """(n,) weights whose sum over the segments of each use is DENSITY's."""
    found = np.zeros(len(weights))
    for use in sorted(set(ground.use)):
        own = ground.use == use
        found[own] = weights[own] / weights[own].sum() * DENSITY.get(use, 1) * ground.length[own].sum()
    return found


def _field(places: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(n,) a smooth surface of humps, of variance 1."""
    low, high = places.min(axis=0), places.max(axis=0)
    surface = np.zeros(len(places))
    for centre, height in zip(rng.uniform(low, high, (BLOBS, 2)), rng.standard_normal(BLOBS), strict=True):
        surface += height * np.exp(-((places - centre) ** 2).sum(axis=1) / (2 * SPREAD_M**2))
    return (surface - surface.mean()) / max(float(surface.std()), 1e-9)


def _normal(weights: np.ndarray) -> np.ndarray:
    return weights / weights.sum(axis=-1, keepdims=True)

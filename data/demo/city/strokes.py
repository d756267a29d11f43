"""Strokes: segments that a person would take for one street, because each carries on where the other ends."""

import numpy as np
import shapely

from .network import Network

BEND = np.cos(np.radians(38))


def strokes(whole: Network, mask: np.ndarray) -> np.ndarray:
    """A number per segment, equal for segments of one stroke; -1 outside the mask.

    At each node the pair of one kind that runs straightest is joined first, up to 38 degrees of bend.
    """
    parent = np.arange(len(whole.shapes))
    for one, other in _pairs(whole, np.flatnonzero(mask)):
        parent[_root(parent, one)] = _root(parent, other)
    roots = np.array([_root(parent, index) for index in range(len(parent))])
    numbers = np.full(len(parent), -1)
    numbers[mask] = np.unique(roots[mask], return_inverse=True)[1]
    return numbers


def _pairs(whole: Network, chosen: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of segments that carry each other on."""
    nodes = whole.ends[chosen].ravel()
    segments = np.repeat(chosen, 2)
    ways = directions(whole)[chosen].reshape(-1, 2)
    order = np.argsort(nodes, kind="stable")
    starts = np.flatnonzero(np.diff(nodes[order], prepend=-1))
    found: list[tuple[int, int]] = []
    for group in np.split(order, starts[1:]):
        if len(group) > 1:
            found += _straightest(segments[group], ways[group], whole.kind)
    return found


def _straightest(segments: np.ndarray, ways: np.ndarray, kind: np.ndarray) -> list[tuple[int, int]]:
    one, other = np.triu_indices(len(segments), 1)
    straight = -(ways[one] * ways[other]).sum(axis=1)
    fits = (straight > BEND) & (kind[segments[one]] == kind[segments[other]])
    used: set[int] = set()
    found: list[tuple[int, int]] = []
    for index in np.argsort(-straight, kind="stable"):
        a, b = int(one[index]), int(other[index])
        if fits[index] and not used & {a, b}:
            used |= {a, b}
            found.append((int(segments[a]), int(segments[b])))
    return found


def directions(whole: Network) -> np.ndarray:
    """Unit vectors (n, 2, 2) that leave each segment's first and last node along the segment."""
    near = shapely.get_coordinates(shapely.line_interpolate_point(whole.shapes, 8.0))
    far = shapely.get_coordinates(shapely.line_interpolate_point(whole.shapes, -8.0))
    first = shapely.get_coordinates(shapely.get_point(whole.shapes, 0))
    last = shapely.get_coordinates(shapely.get_point(whole.shapes, -1))
    ways = np.stack([near - first, far - last], axis=1)
    return ways / np.maximum(np.linalg.norm(ways, axis=2, keepdims=True), 1e-9)


def _root(parent: np.ndarray, index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = int(parent[index])
    return index

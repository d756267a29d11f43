"""How many things are told by several records: pairs join records into groups."""

from collections.abc import Hashable, Iterable


def joined(pairs: Iterable[tuple[Hashable, Hashable]]) -> int:
    """How many records fewer there are once those that pairs join, directly or by others, count as one.

    >>> joined([("a", "b"), ("b", "c"), ("a", "c"), ("x", "y")])
    3
    """
    above: dict[Hashable, Hashable] = {}

    def top(one: Hashable) -> Hashable:
        while (higher := above.setdefault(one, one)) != one:
            above[one] = above.setdefault(higher, higher)
            one = above[one]
        return one

    fewer = 0
    for first, second in pairs:
        one, other = top(first), top(second)
        if one != other:
            above[one] = other
            fewer += 1
    return fewer

"""Accounts of parts of a file, added up."""

from collections import Counter


class Totals:
    """Adds accounts like {"read": 3, "reasons": {"bad_date": 1}}, one level deep."""

    def __init__(self) -> None:
        self._plain: Counter[str] = Counter()
        self._within: dict[str, Counter[str]] = {}

    def add(self, account: dict) -> None:
        for name, value in account.items():
            if isinstance(value, dict):
                self._within.setdefault(name, Counter()).update(value)
            else:
                self._plain[name] += value

    def told(self) -> dict:
        """The sum, its parts in order and without zeros."""
        within = {name: {k: v for k, v in sorted(part.items()) if v} for name, part in self._within.items()}
        return dict(self._plain) | within

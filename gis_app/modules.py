"""Parts of the product that a city may do without: what is switched off is offered nowhere, not even by its name.

A module is a layer of the map with all that speaks of it. Which are on is told by `city.yml` or `./safecity module`,
kept in the home, and read when the product starts.
"""

from collections.abc import Iterable

from django.conf import settings

MODULES = ("crimes", "accidents", "cameras", "sites")


def is_on(name: str) -> bool:
    """Whether the city uses the module of that name; what is no module is always on."""
    used = settings.MODULES
    return used is None or name not in MODULES or name in used


def any_on(names: Iterable[str]) -> bool:
    """Whether one of the modules at least is on; nothing named is always on."""
    named = list(names)
    return not named or any(map(is_on, named))

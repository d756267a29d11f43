"""Parts of the product that a city may do without: what is switched off is offered nowhere, not even by its name.

A module is a layer of the map with all that speaks of it. Which are on is told by `city.yml` or `./safecity module`,
kept in the home, and read when the product starts.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from gis_app.errors import NotFoundHere

MODULES = ("crimes", "accidents", "calls", "cameras", "sites")
INCIDENTS = ("crimes", "accidents", "calls")
INCIDENTS_NAME = "incidents"
# Layers that speak of nothing but a module's.
OF_MODULE = {"coverage": "cameras", "gaps": "cameras"}


def is_on(name: str) -> bool:
    """Whether the city uses the module of that name, or any of the `incidents`; what is no module is always on."""
    if name == INCIDENTS_NAME:
        return any_on(INCIDENTS)
    used, name = settings.MODULES, OF_MODULE.get(name, name)
    return used is None or name not in MODULES or name in used


def any_on(names: Iterable[str]) -> bool:
    """Whether one of the modules at least is on."""
    return any(map(is_on, names))


def on(names: Iterable[str]) -> list[str]:
    """Those of the names that are on, in their order."""
    return [name for name in names if is_on(name)]


def require_on(name: str) -> None:
    """Raises NotFoundHere, as an address that there is not, where the city does not use the module; "" is none."""
    if not is_on(name):
        raise NotFoundHere(_("There is nothing at this address."))


def only_with(name: str, view: Callable[..., Any]) -> Callable[..., Any]:
    """The view, at an address that is none where the city does not use the module."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> Any:
        require_on(name)
        return view(*args, **kwargs)

    return answer


def _worded(*choices: tuple[str, Any]) -> str:
    return next((str(text) for names, text in choices if all(map(is_on, names.split()))), "")


# A text that speaks of modules: the first of the choices, each the names of modules and a text, whose modules are all
# on; "" where none is. Chosen when it is read, as gettext's lazy texts are.
worded = lazy(_worded, str)

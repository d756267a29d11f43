"""What people send as JSON, before it is kept: the store takes no NUL, and nobody nests a form deeply."""

from typing import Any

from django.utils.translation import gettext as _

from gis_app.errors import BadInput

DEEPEST = 20


def plain(given: Any) -> None:
    """Raise BadInput for a text with a NUL, keys too, and for what is nested deeper than `DEEPEST`."""
    layer = [given]
    for _depth in range(DEEPEST):
        if any(isinstance(one, str) and "\x00" in one for one in layer):
            raise BadInput(_("A text holds a character that cannot be kept."))
        layer = [part for one in layer for part in _parts(one)]
        if not layer:
            return
    raise BadInput(_("A JSON object is nested too deeply."))


def _parts(one: Any) -> list[Any]:
    if isinstance(one, dict):
        return [*one.keys(), *one.values()]
    return list(one) if isinstance(one, list | tuple) else []

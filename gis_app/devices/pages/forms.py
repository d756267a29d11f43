"""What people type into the forms of cameras, read with its limits."""

import math
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app.errors import BadInput

LONGEST_ID = 18


def number(text: Any, name: Any) -> float | None:
    """A number, with a comma or a point; None for a blank. Raises BadInput."""
    if text in (None, ""):
        return None
    try:
        value = float(str(text).replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BadInput(_("%(field)s: a number.") % {"field": name})
    return value


def whole(text: Any, name: Any) -> int | None:
    """A whole number; None for a blank. Raises BadInput."""
    value = number(text, name)
    if value is not None and (value != int(value) or abs(value) > 1e9):
        raise BadInput(_("%(field)s: a whole number.") % {"field": name})
    return None if value is None else int(value)


def identity(text: Any) -> int:
    """A record's number; 0, which no record has, for what is none."""
    given = str(text or "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= LONGEST_ID else 0


def day(text: Any) -> date | None:
    """A day as browsers send it, 2026-06-01; None for a blank. Raises BadInput."""
    if not text:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise BadInput(_("A day is written like 2026-06-01.")) from error


def moment(text: Any) -> datetime:
    """A moment with its zone, RFC 3339; now for a blank. Raises BadInput."""
    if not text:
        return timezone.now()
    try:
        value = datetime.fromisoformat(str(text))
    except ValueError:
        value = None
    if value is None or value.tzinfo is None:
        raise BadInput(_("A moment is written like 2026-06-01T14:30:00+03:00."))
    return value


def uuid(text: Any) -> UUID:
    """Raises BadInput for what is no UUID."""
    try:
        return UUID(str(text))
    except ValueError as error:
        raise BadInput(_("The check has no number of its own. Load the page again.")) from error


def back(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """To the page of ours that the form names as `back`, else to another."""
    given = request.POST.get("back", "")
    parts = urlsplit(given)
    ours = given.startswith("/") and not given.startswith("//") and "\\" not in given and not parts.netloc
    return HttpResponseRedirect(given if ours else otherwise)

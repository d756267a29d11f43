"""What the page of links says of states, pairs and distances."""

from django.utils.translation import gettext as _

from dashboards import controls
from gis_app.incidents.links.models import Link
from gis_app.incidents.links.pairs import Pair
from layers.registry import BY_ID


def shows() -> dict[str, str]:
    return {
        "waiting": _("Waiting"),
        "broken": _("Fit no longer"),
        "later": _("Put off"),
        "linked": _("Linked"),
        "decided": _("Decided"),
    }


def pair(one: Pair) -> str:
    """Which records the pair is of, with its limits."""
    first, second = str(BY_ID[one.a].title), str(BY_ID[one.b].title)
    if one.sources == "same":
        return _("%(layer)s: repeats within one source") % {"layer": first}
    if one.a == one.b:
        return _("%(layer)s: reports of several sources") % {"layer": first}
    return f"{first} × {second}"


def limits(one: Pair) -> str:
    return _("at most %(minutes)s min and %(metres)s m apart") % {
        "minutes": controls.number(one.minutes),
        "metres": controls.number(one.metres),
    }


def apart(link: Link) -> str:
    """How far apart the two records are."""
    return _("%(metres)s m, %(minutes)s min apart") % {
        "metres": controls.number(link.metres),
        "minutes": controls.number(link.minutes),
    }


def state(link: Link) -> tuple[str, str, str]:
    """Tone, glyph and words of what is the case."""
    told = {
        Link.State.AUTOMATIC: ("good", "link", _("linked by itself")),
        Link.State.OPEN: ("caution", "help", _("waits for a person")),
        Link.State.TAKEN: ("", "unlink", _("linked elsewhere")),
        Link.State.LATER: ("", "clock-pause", _("put off")),
        Link.State.SAME: ("good", "check", _("the same event")),
        Link.State.DIFFERENT: ("", "x", _("not the same")),
    }
    return told[Link.State(link.state)]


def broken(link: Link) -> str:
    """Why the two fit no longer; "" where they do."""
    told = {
        Link.Broken.APART: _("A record changed: the two lie beyond the limits now. The link stays until you decide."),
        Link.Broken.VANISHED: _("A record is gone from the store. The link stays until you decide."),
    }
    return told.get(Link.Broken(link.broken), "")

"""What the page of the inventory says of verdicts, states and differences."""

from django.utils.translation import gettext as _

from dashboards import controls
from gis_app.devices.inventory.models import Proposal


def shows() -> dict[str, str]:
    return {
        "moved": _("Moved"),
        "same": _("Same"),
        "gone": _("Not in the list"),
        "new": _("New"),
        "later": _("Put off"),
        "decided": _("Decided"),
    }


def verdict(row: Proposal) -> tuple[str, str, str]:
    """Tone, glyph and words of what is proposed."""
    told = {
        Proposal.Verdict.SAME: ("good", "check", _("the same camera")),
        Proposal.Verdict.MOVED: ("accent", "arrows-move", _("the same camera, moved")),
        Proposal.Verdict.NEW: ("camera", "circle-plus", _("a new camera")),
        Proposal.Verdict.GONE: ("caution", "circle-minus", _("no longer in the list")),
    }
    return told[Proposal.Verdict(row.verdict)]


def state(row: Proposal) -> str:
    told = {
        Proposal.State.OPEN: "",
        Proposal.State.ACCEPTED: _("accepted"),
        Proposal.State.REFUSED: _("refused"),
        Proposal.State.LATER: _("put off"),
    }
    return told[Proposal.State(row.state)]


def apart(row: Proposal) -> str:
    """How far the pair's places are apart, and how much it has turned; "" of a single."""
    if row.metres is None:
        return ""
    metres = _("%(metres)s m apart") % {"metres": controls.number(row.metres)}
    turn = _("turned by %(degrees)s°") % {"degrees": controls.number(row.turn)} if row.turn else ""
    return ", ".join(filter(None, [metres, turn]))


def meaning(row: Proposal) -> str:
    """What accepting does."""
    told = {
        Proposal.Verdict.SAME: _("Accepted, it is one passport: its number stays, the list's data count."),
        Proposal.Verdict.MOVED: _("Accepted, it is one passport: its number stays, the list's data count."),
        Proposal.Verdict.NEW: _("It is on the map already. Accepted, it is no longer asked for."),
        Proposal.Verdict.GONE: _("Accepted, its state becomes “removed”; the passport and its history stay."),
    }
    return told[Proposal.Verdict(row.verdict)]


def done(row: Proposal) -> str:
    told = {
        Proposal.State.ACCEPTED: _("Accepted. U takes it back."),
        Proposal.State.REFUSED: _("Refused. U takes it back."),
        Proposal.State.LATER: _("Put off. U takes it back."),
        Proposal.State.OPEN: _("Taken back. It waits for a decision."),
    }
    return told[Proposal.State(row.state)]

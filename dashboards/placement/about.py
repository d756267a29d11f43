"""What the page of placement tells of itself."""

from django.utils.translation import gettext as _

from dashboards.help import Help, terms
from dashboards.placement import words


def about() -> Help:
    return Help(
        title=_("Placement"),
        purpose=_(
            "Where the next cameras pay: cameras drawn by hand or proposed by a computation, beside those of today. "
            "Nothing of it is in the inventory before it is approved."
        ),
        keys=[
            ("N", _("draw a camera: click the map, or press Enter for its middle")),
            ("← ↑ ↓ →", _("move the chosen camera")),
            ("[ ]", _("turn the chosen camera by 5 degrees")),
            ("Del", _("take the chosen camera out")),
            ("Ctrl+Z", _("undo, Ctrl+Shift+Z redo")),
        ],
        terms=terms("camera", "incident", "precision"),
        figures=[
            (
                _("Crimes seen"),
                _("incidents of the last twelve months with an exact place, in the view of one camera at least"),
            ),
            (_("Class"), _("pixels a metre by %(standard)s") % {"standard": words.standard()}),
            (_("adds"), _("incidents a year that none of the cameras before it in the list sees")),
            (
                _("Not counted twice"),
                _("an incident that several cameras see counts once; seen by 2 and more is said apart"),
            ),
        ],
    )

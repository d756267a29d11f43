"""What the page of links tells of itself."""

from django.utils.translation import gettext as _

from dashboards.help import Help, terms


def about() -> Help:
    return Help(
        title=_("Matches"),
        purpose=_("Records of several sources that may tell of one event. Nothing is merged: each record stays."),
        keys=[
            ("J / K", _("next and previous pair")),
            ("S", _("the same event")),
            ("N", _("not the same")),
            ("L", _("later")),
            ("U", _("take the last decision back")),
        ],
        terms=terms("incident", "precision", "delivery"),
        figures=[
            (_("Linked"), _("each was the only candidate of the other; nobody had to decide")),
            (_("Waiting"), _("several candidates, or a time or place too coarse to be certain")),
            (_("Totals"), _("every figure counts records; an event with two linked reports counts twice in their sum")),
        ],
    )

"""What the page of the inventory tells of itself."""

from django.utils.translation import gettext as _

from dashboards.help import Help, terms


def about() -> Help:
    return Help(
        title=_("Inventory"),
        purpose=_("A camera list that came again, beside the store. Nothing vanishes by itself: you decide."),
        keys=[
            ("J / K", _("next and previous camera")),
            ("A", _("accept what is proposed")),
            ("N", _("refuse it")),
            ("L", _("later")),
            ("U", _("take the last decision back")),
        ],
        terms=terms("camera", "delivery"),
        figures=[
            (_("Same"), _("at most 10 m from where it stood, and looking the same way")),
            (_("Moved"), _("one camera by place, direction, name and day of installation, but not where it stood")),
            (_("Doubtful"), _("another camera of the list or the store would fit nearly as well")),
        ],
    )

"""What the queue of corrections tells of itself."""

from django.utils.translation import gettext as _

from dashboards.help import Help, terms


def about() -> Help:
    return Help(
        title=_("Corrections"),
        purpose=_(
            "Rows that could not be taken, to be placed by hand, and corrections that their source disputes. "
            "What is put here stays, whatever the source delivers."
        ),
        keys=[
            ("J, K", _("the next row, the one before")),
            ("A", _("accept what is proposed")),
            ("P", _("place the row by a click on the map")),
            ("X", _("the row cannot be placed")),
            ("U", _("undo the last act")),
        ],
        terms=terms("rejection", "not_placed", "delivery"),
    )

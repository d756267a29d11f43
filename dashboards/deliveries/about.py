"""What the page of deliveries tells of itself."""

from django.utils.translation import gettext as _

from dashboards.help import Help, terms


def about() -> Help:
    return Help(
        title=_("Deliveries"),
        purpose=_("What came, what of it could not be placed, and why. A row opens its delivery below the table."),
        terms=terms("delivery", "rejection", "not_placed", "stale"),
        figures=[
            (_("Read"), _("rows of the file: the sum of loaded, updated, unchanged and rejected")),
            (_("Placed"), _("rows read less rows rejected, as a share of the rows read")),
            (_("Rejected, open"), _("rejected rows that no later delivery and no person has placed")),
        ],
    )

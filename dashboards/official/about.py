"""What the overview tells of itself."""

from django.utils.translation import gettext as _

from dashboards.help import Help, terms
from dashboards.official import tiles


def about() -> Help:
    return Help(
        title=_("Overview of the city"),
        purpose=_(
            "What happened in a period against the same days a year before. A figure opens the map with its rows; "
            "the period stands in the address."
        ),
        terms=terms("incident", "camera", "not_placed", "stale"),
        figures=[
            (_("no clear change"), tiles.method()),
            (
                _("too few cases"),
                _("fewer than ten cases in one of the two years: a percentage of so few says nothing"),
            ),
            (
                _("data up to"),
                _("where the newest row is older than the period's end, both years are counted up to its day"),
            ),
        ],
    )

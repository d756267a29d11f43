"""What the page of schedules tells of itself."""

from django.utils.translation import gettext as _

from dashboards.help import Help, terms


def about() -> Help:
    return Help(
        title=_("Sources and schedules"),
        purpose=_(
            "When each source last came, how old its newest event is, and when it is pulled next. "
            "A row opens its deliveries and tries below the table."
        ),
        terms=terms("delivery", "stale"),
        figures=[
            (_("Expected"), _("how often the source should come, as it declares itself")),
            (_("Required"), _("when such a source is late, /status answers 409 to programs that watch")),
            (_("Next pull"), _("by the source's calendar in the city's time; after a failure sooner, then ever later")),
        ],
    )

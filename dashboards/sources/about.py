"""What the pages of described tables tell of themselves."""

from django.utils.translation import gettext as _

from dashboards.help import Help, terms


def about() -> Help:
    return Help(
        title=_("Any table as a source"),
        purpose=_(
            "A table of anybody's becomes a source: you say what its columns are, look at the points and at the rows "
            "that can't be taken, and save. The next file of the same columns is then taken as it is."
        ),
        terms=terms("delivery", "rejection", "not_placed"),
        figures=[
            (_("Guesses"), _("made from the names of the columns and from what stands in them; look at each")),
            (_("Check"), _("the whole file is read as an import would, and nothing is kept")),
        ],
    )

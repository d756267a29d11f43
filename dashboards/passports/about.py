"""What the page of cameras tells of itself."""

from django.utils.translation import gettext as _

from dashboards.help import Help, terms


def about() -> Help:
    return Help(
        title=_("Cameras"),
        purpose=_("Whose cameras there are, how far each comes to a picture that serves, and what is to be done."),
        terms=[
            *terms("camera"),
            (_("Registered only"), _("the city knows whom to ask, and gets no picture")),
            (_("Connected"), _("the city gets its stream")),
            (_("Double"), _("two passports close together, of lists that know nothing of each other")),
        ],
        figures=[
            (
                _("Installed, connected…"),
                _("each stage counts those that passed all before it; it is declared, not measured"),
            ),
            (_("Unknown"), _("nobody said, or nobody looked; it is neither yes nor no")),
            (_("Completeness"), _("the share of the fields of a passport that somebody stated; assumed ones are not")),
            (_("In focus"), _("by the newest check at the pole")),
        ],
    )

"""What the page of coverage tells of itself."""

from django.utils.translation import gettext as _

from dashboards.coverage.words import meanings, titles
from dashboards.help import Help, terms


def about() -> Help:
    names = titles()
    return Help(
        title=_("Coverage of what matters"),
        purpose=_("How much of what happens, and of what must be safe, the cameras see; and where nothing sees it."),
        terms=terms("camera", "incident", "precision"),
        figures=[
            (_("Seen"), _("inside the view of one camera at least, at the class or better; a union, never a sum")),
            (_("By two cameras or more"), _("what stays seen when any one camera fails")),
            (
                _("Interval"),
                _("none: every record is counted, nothing is a sample; of few the numbers are told"),
            ),
            *((names[measure], told) for measure, told in meanings().items()),
            (_("Gaps"), _("weights by severity from data/demand.yml; what no camera can see from the street weighs 0")),
        ],
    )

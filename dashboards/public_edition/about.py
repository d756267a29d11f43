"""What the page of the public edition tells of itself."""

from django.utils.translation import gettext as _

from dashboards.help import Help, terms


def about() -> Help:
    return Help(
        title=_("Public edition"),
        purpose=_(
            "What the city gives to everybody: counts of incidents in squares and months, without points, texts, "
            "numbers or persons, coarse enough that nobody is found in them."
        ),
        terms=terms("incident"),
        figures=[
            (_("Figures"), _("counts that are told; each incident is in one of them at most, in the finest that fits")),
            (_("In no figure"), _("incidents of places and kinds that have too few: they are told nowhere")),
        ],
    )

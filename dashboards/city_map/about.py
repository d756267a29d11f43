"""What the map page tells of itself."""

from django.utils.translation import gettext as _

from dashboards.help import Help, terms


def about() -> Help:
    return Help(
        title=_("The map"),
        purpose=_(
            "Incidents, cameras and places of the city under one filter. Whatever is chosen stands in the address: "
            "a copied link opens the same view for everybody who may see it."
        ),
        keys=[
            (_("arrows"), _("move the map while it has the focus")),
            ("+ −", _("zoom in and out")),
            ("Enter", _("open the row of the table that has the focus")),
        ],
        terms=terms("incident", "camera", "area", "site", "precision", "not_placed"),
        figures=[
            (_("in view / in period"), _("rows inside the map's frame, and all rows of the filter")),
            (_("discs and rings from afar"), _("cells of a grid; the area of a disc is the number in the cell")),
            (_("part of a week"), _("a week that the data does not cover whole is drawn hollow")),
        ],
    )

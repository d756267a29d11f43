"""What the map page tells of itself."""

from django.utils.translation import gettext as _

from dashboards.help import Help, terms
from gis_app.modules import is_on


def about() -> Help:
    return Help(
        title=_("The map"),
        purpose=" ".join(
            (
                shown(),
                _(
                    "Whatever is chosen stands in the address: a copied link opens the same view for everybody who "
                    "may see it."
                ),
            )
        ),
        keys=[
            (_("arrows"), _("move the map while it has the focus")),
            ("+ −", _("zoom in and out")),
            ("Enter", _("open the row of the table that has the focus")),
            ("Ctrl+Z", _("undo a drawn point, a filter, a selection; with Shift do it again")),
            (_("space"), _("while drawing: a point at the cross in the middle of the map")),
            ("Backspace", _("while drawing: take the last point back")),
            ("Enter, Esc", _("end what is drawn, or give it up")),
        ],
        terms=terms("incident", "camera", "area", "site", "precision", "not_placed"),
        figures=[
            (_("in view / in period"), _("rows inside the map's frame, and all rows of the filter")),
            (_("discs and rings from afar"), _("cells of a grid; the area of a disc is the number in the cell")),
            (_("part of a week"), _("a week that the data does not cover whole is drawn hollow")),
        ],
    )


def shown() -> str:
    """What the map shows in this city."""
    if not is_on("cameras"):
        return _("Incidents and places of the city under one filter.")
    if not is_on("incidents"):
        return _("Cameras and places of the city under one filter.")
    return _("Incidents, cameras and places of the city under one filter.")

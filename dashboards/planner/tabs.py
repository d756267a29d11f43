"""The pages of the planner's workspace."""

from django.utils.translation import gettext as _

from dashboards.frame import Tab


def tabs() -> list[Tab]:
    return [Tab("/planner/", _("Map")), Tab("/planner/data/", _("Data"))]

"""What the administrator's pages say through Django itself and its Kazakh catalogue lacks: named here for ours."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

WORDS = (
    _("Add another %(model)s"),
    _("Add link"),
    _("Breadcrumbs"),
    _("Change or view list link"),
    _("Change selected %(model)s"),
    _("Clear all filters"),
    _("Close"),
    _("Delete selected %(model)s"),
    _("Error:"),
    _("Filter navigation items"),
    _("Hide counts"),
    _("Model name"),
    _("Models in the %(name)s application"),
    _("No, take me back"),
    _("Objects"),
    _("Popup closing…"),
    _("Remove from sorting"),
    _("Save and view"),
    _("Select %s to view"),
    _("Select all objects on this page for an action"),
    _("Select this object for an action - {}"),
    _("Show counts"),
    _("Sidebar"),
    _("Skip to main content"),
    _("Sorting priority: %(priority_number)s"),
    _("Start typing to filter…"),
    _("Summary"),
    _("The %(name)s “%(obj)s” was deleted successfully."),
    _("The {name} “{obj}” was added successfully."),
    _("The {name} “{obj}” was added successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully."),
    _("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _("Toggle navigation"),
    _("Toggle sorting"),
    _("View"),
    _("View %s"),
    _("View selected %(model)s"),
    _("Yes, I’m sure"),
    _("You don’t have permission to view or edit anything."),
    _("You may edit it again below."),
    _("%(app)s administration"),
    _("%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?"),
)


def mistakes(n: int) -> str:
    """What stands above a form with mistakes."""
    return ngettext("Please correct the error below.", "Please correct the errors below.", n)

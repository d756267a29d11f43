"""The person's own jobs in the header: how many run, how far they are, how they ended. assets/jobs.js fills it."""

import orjson
from dash import html
from django.utils.translation import gettext as _

from dashboards import controls, menus, session


def words() -> dict[str, str]:
    """What the browser says; {n} is a number that it fills in."""
    return {
        "none": _("No jobs of yours lately."),
        "waiting": _("waits for its turn"),
        "running": _("{n} %"),
        "counting": _("{n} rows so far"),
        "left_s": _("about {n} s left"),
        "left_min": _("about {n} min left"),
        "stopping": _("is being stopped"),
        "cancel": _("Cancel"),
        "open": _("Open the account"),
        "done": _("Done"),
        "failed": _("Failed"),
        "cancelled": _("Cancelled"),
        "away": _("The server does not answer. Jobs go on; this list does not."),
        "leave": _("You may leave this page: the job goes on."),
    }


def bell() -> html.Details:
    """The bell and its list; the list says where a delivery's account is, for those who have such a page."""
    mark = html.Span("", id="jobs-count", className="sc-bell__count")
    body = html.Div(
        id="jobs",
        className="sc-jobs",
        **{"data-words": orjson.dumps(words()).decode(), "data-deliveries": session.workspace().data},
    )
    return menus.menu([controls.icon("bell"), mark], body, _("Your jobs"), "sc-bell")


def toasts() -> html.Div:
    """Where the end of a job is told for six seconds."""
    return html.Div(id="toasts", className="sc-toasts", role="status", **{"aria-live": "polite"})

"""Giving a file through the page: its account first, then the import as a job. assets/import.js does the rest."""

from typing import Any

import orjson
from dash import html
from django.conf import settings
from django.utils.translation import gettext as _

from dashboards import controls, session
from dashboards.deliveries.table import words_of_account
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from layers.words import REASONS


def words() -> dict[str, Any]:
    """What the browser says; {n}, {file}, {mb} are filled in."""
    return {
        "limit": settings.UPLOAD_LIMIT_BYTES,
        "too_large": _(
            "The file is larger than {mb} MB. Nothing was loaded. Give it on the server: ./safecity import."
        ),
        "checking": _("Reading {file}: what its import would do…"),
        "away": _("The server does not answer. Nothing was loaded. Try again."),
        "account": _("{file}, source {source}. Rows read: {n}."),
        "nothing_yet": _("Nothing is loaded yet."),
        "foreign": _("This city is invented: the source will be marked as foreign to it."),
        "import": _("Import (new or changed: {n})"),
        "other": _("Another file"),
        "begun": _("The import has begun. The bell above shows how far it is; you may leave this page."),
        "parts": words_of_account(),
        "reasons": {code: str(text) for code, text in REASONS.items()},
    }


def panel(user: Any) -> html.Details | None:
    """The panel for those who may import, else None."""
    if not may(user, Permission.SOURCE_IMPORT):
        return None
    hint = _("CSV, GeoJSON, GeoPackage or OpenStreetMap, up to %(mb)s MB. You see the account first.") % {
        "mb": settings.UPLOAD_LIMIT_BYTES // 1_000_000
    }
    drop = html.Label([controls.icon("upload"), _("Drop a file here, or choose one")], className="sc-import__drop")
    parts = [
        html.Div(
            [drop, html.Div([source(), html.Div(hint, className="sc-caption"), *another()])], className="sc-import__row"
        ),
        html.Div(className="sc-import__answer", role="status"),
    ]
    return html.Details(
        [html.Summary([controls.icon("upload"), _("Import a file")], className="sc-button sc-button--framed"), *parts],
        className="sc-import",
        id="import",
        **{"data-words": orjson.dumps(words()).decode()},
    )


def another() -> list[html.A]:
    """The way for a table that no source is declared for; the planner's workspace has it."""
    if session.workspace().name != "planner":
        return []
    words = [controls.icon("table-plus"), _("Another table? Describe its columns once")]
    return [html.A(words, href="/planner/sources/", className="sc-button")]


def source() -> html.Select:
    """Which source the file is of; the browser adds those that are declared."""
    return html.Select(
        [html.Option(_("Source: found by the columns"), value="auto")],
        className="sc-import__source",
        **{"aria-label": _("Source")},
    )

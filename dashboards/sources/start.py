"""The first page: give a table, go on with an unfinished one, change a described source."""

from collections.abc import Iterable
from typing import Any

import orjson
from dash import dcc, html
from django.conf import settings
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.sources.parts import address, button, panel


def page(drafts: Iterable[Any], sources: Iterable[Any]) -> list[Any]:
    """drafts: the person's unfinished tables. sources: those that people of this home described."""
    return [give(), unfinished(list(drafts)), described(list(sources))]


def give() -> html.Section:
    """Where a file is dropped; assets/source_upload.js sends it and goes on to the first step."""
    words = {
        "limit": settings.UPLOAD_LIMIT_BYTES,
        "too_large": _(
            "The file is larger than {mb} MB. Nothing was loaded. Give it on the server: ./safecity import."
        ),
        "sending": _("Sending {file}…"),
        "away": _("The server does not answer. Nothing was loaded. Try again."),
    }
    drop = html.Label([controls.icon("upload"), _("Drop a table here, or choose one")], className="sc-import__drop")
    hint = _("CSV, XLSX, GeoJSON, a zipped Shapefile or a GeoPackage, up to %(mb)s MB. Nothing is loaded yet.") % {
        "mb": settings.UPLOAD_LIMIT_BYTES // 1_000_000
    }
    return panel(
        _("A new table"),
        html.Div(
            [drop, html.Div(hint, className="sc-caption"), html.Div(className="sc-import__answer", role="status")],
            id="table-upload",
            **{"data-words": orjson.dumps(words).decode()},
        ),
    )


def unfinished(drafts: list[Any]) -> html.Section | html.Div:
    if not drafts:
        return html.Div()
    rows = [
        html.Li(
            [
                dcc.Link(draft.form.get("name") or draft.file_name, href=address(draft.pk, "columns")),
                html.Span(draft.file_name, className="sc-caption"),
                html.Span(controls.moment(draft.changed_at), className="sc-caption"),
                button(_("Delete"), f"drop:{draft.pk}", "trash"),
            ]
        )
        for draft in drafts
    ]
    return panel(_("Unfinished"), html.Ul(rows, className="sc-source__list"), quiet=_("Only you see them."))


def described(sources: list[Any]) -> html.Section:
    if not sources:
        nothing = controls.empty(_("No table has been described here yet."), _("Give one above."))
        return panel(_("Described sources"), nothing)
    rows = [
        html.Li(
            [
                html.B(source.title),
                html.Code(source.code),
                html.Span(source.publisher, className="sc-caption"),
                button(_("Change the description"), f"edit:{source.code}", "edit"),
            ]
        )
        for source in sources
    ]
    return panel(
        _("Described sources"),
        html.Ul(rows, className="sc-source__list"),
        quiet=_("A new file of one of them is given on the page of deliveries, and is found by its columns."),
    )

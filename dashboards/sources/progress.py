"""What is shown while a job of the table runs."""

from typing import Any

from dash import html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.sources.parts import button, panel


def words(kind: str) -> str:
    return {
        "draft.look": _("Reading the table…"),
        "draft.try": _("Trying what an import would do…"),
        "draft.save": _("Saving the source and taking the file in…"),
    }.get(kind, _("Working…"))


def page(job: Any) -> list[Any]:
    """job: a row of the ledger that is waiting or running."""
    told = controls.rows_of(job.done) if job.done else _("waits for its turn") if job.state == "waiting" else ""
    bar = html.Progress(
        max="1", **({"value": f"{min(1.0, job.done / job.total):.3f}"} if job.total else {}), className="sc-job__bar"
    )
    stop = html.Span(_("is being stopped"), className="sc-quiet") if job.cancel else button(_("Cancel"), "cancel", "x")
    return [
        panel(
            words(job.kind),
            html.Div([bar, html.Span(told, className="sc-num"), stop], className="sc-source__progress", role="status"),
            quiet=_("You may leave this page: the job goes on, and what you said is kept."),
        )
    ]

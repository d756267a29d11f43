"""The tiles of the page: a share, what it is of, by two cameras, and what is told apart."""

from typing import Any

from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.coverage import words
from dashboards.coverage.address import Asked
from dashboards.coverage.figures import Apart
from dashboards.coverage.ids import PREFIX
from gis_app.findings.coverage.queries import Share

NOTHING = Share(0, 0, 0)


def tile(asked: Asked, measure: str, share: Share | None, left: Apart | None) -> html.Article:
    """One measure; its figure opens what is seen, its line of the unseen what is not."""
    found = share or NOTHING
    title = words.titles()[measure]
    body = [
        dcc.Link(
            words.in_percent(measure, found),
            href=PREFIX + asked.opened(measure, state="all"),
            className="sc-tile__value",
            title=_("Show the records"),
        ),
        bar(found),
        html.Div(words.of(measure, found), className="sc-caption sc-cov__of"),
        html.Div(
            _("by two cameras or more: %(part)s") % {"part": words.percent(found.part_twice)}, className="sc-caption"
        ),
        *([told_apart(left)] if left else []),
        *([unseen(asked, measure, found)] if found.amount else []),
    ]
    on = " sc-cov__tile--on" if asked.measure == measure else ""
    head = html.H2(title, className="sc-heading", title=words.meanings()[measure])
    return html.Article([head, *body], className=f"sc-panel sc-cov__tile{on}")


def unseen(asked: Asked, measure: str, share: Share) -> dcc.Link:
    text = _("%(n)s not seen") % {"n": words.amount(measure, share.amount - share.seen)}
    return dcc.Link(text, href=PREFIX + asked.opened(measure), className="sc-cov__unseen")


def told_apart(left: Apart) -> Any:
    """What no share counts, "" for nothing."""
    told = [
        *([_("%(n)s without an exact place") % {"n": controls.number(left.inexact)}] if left.inexact else []),
        *([_("%(n)s not placed") % {"n": controls.number(left.unplaced)}] if left.unplaced else []),
    ]
    return html.Div(_("not counted: %(what)s") % {"what": ", ".join(told)} if told else "", className="sc-caption")


def bar(share: Share) -> html.Div:
    """Seen by two, by one, by none, as parts of one bar; what is seen is dark, what is not is hatched."""
    parts = (
        ("twice", share.twice, _("by two cameras or more")),
        ("once", share.seen - share.twice, _("by one camera")),
        ("none", share.amount - share.seen, _("not seen")),
    )
    shown = [
        html.Span(className=f"sc-cov__part sc-cov__part--{name}", style={"flexGrow": value}, title=title)
        for name, value, title in parts
        if value > 0
    ]
    label = _("%(seen)s seen, of it %(twice)s by two cameras or more") % {
        "seen": words.percent(share.part),
        "twice": words.percent(share.part_twice),
    }
    return html.Div(shown, className="sc-cov__bar", role="img", **{"aria-label": label})

"""The head of the page: class, cameras, area, what the figures are of, and how old they are."""

from datetime import timedelta
from typing import Any

from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards import controls, queries
from dashboards.coverage import figures
from dashboards.coverage.address import Asked
from dashboards.coverage.figures import Figures
from dashboards.coverage.ids import PREFIX, Coverage
from gis_app.findings.coverage.queries import outdated
from gis_app.findings.queries import edition, qualities
from layers.coverage import class_title


def head(found: Figures | None, asked: Asked, *, busy: bool) -> list[Any]:
    buttons = [again(busy), *([save()] if found else [])]
    return [
        html.Div(
            [html.H1(_("Coverage of what matters"), className="sc-title"), *buttons],
            className="sc-cov__title",
        ),
        html.Div([classes(asked), cameras(asked), *area(found, asked)], className="sc-cov__choices"),
        *([html.Div(told(found, busy=busy), className="sc-quiet")] if found else []),
    ]


def classes(asked: Asked) -> html.Div:
    """The classes of the city's edition, which is named beside them."""
    there = [("", class_title(""), "")]
    there += [(one.name, class_title(one.name), pixels(one.px_per_m)) for one in qualities()]
    links = [
        choice(named(title, px), asked.query(quality=code, gap=None), code == asked.quality)
        for code, title, px in there
    ]
    return html.Div(
        [
            html.Span(standard(), className="sc-caption"),
            html.Nav(links, className="sc-choice sc-cov__classes", **{"aria-label": standard()}),
        ]
    )


def named(title: str, px: str) -> Any:
    return [title, html.Span(px, className="sc-caption")] if px else title


def standard() -> str:
    return _("Class of IEC/EN 62676-4:%(year)s or better, pixels per metre") % {"year": edition()}


def pixels(px_per_m: float) -> str:
    return controls.number(px_per_m, 1 if px_per_m % 1 else 0)


def cameras(asked: Asked) -> html.Div:
    names = {"working": _("Working"), "all": _("All")}
    links = [choice(title, asked.query(cameras=code, gap=None), code == asked.cameras) for code, title in names.items()]
    label = _("Cameras")
    return html.Div(
        [
            html.Span(label, className="sc-caption"),
            html.Nav(
                links, className="sc-choice", title=_("Working: none known to be out of order"), **{"aria-label": label}
            ),
        ]
    )


def choice(title: Any, query: str, on: bool) -> dcc.Link:
    return dcc.Link(
        title,
        href=PREFIX + query,
        className="sc-choice__one sc-choice__one--on" if on else "sc-choice__one",
    )


def area(found: Figures | None, asked: Asked) -> list[Any]:
    """The chosen district, with the way back to the whole city."""
    if not asked.area:
        return []
    named = {one.code: one.called for one in (found.areas.values() if found else ())}
    link = dcc.Link(
        [named.get(asked.area, asked.area), controls.icon("x")],
        href=PREFIX + asked.query(area="", gap=None),
        className="sc-button sc-button--framed",
        title=_("The whole city"),
    )
    return [html.Div([html.Span(_("Area"), className="sc-caption"), link])]


def told(found: Figures, *, busy: bool) -> list[Any]:
    """Of which days, when measured, and whether something has changed since."""
    begin, end = figures.period(found.run)
    span = f"{controls.day(begin)} – {controls.day(end - timedelta(days=1))}"
    at = found.run.finished_at or found.run.started_at
    words = _("Incidents of %(span)s; measured %(at)s.") % {
        "span": span,
        "at": controls.moment(at.astimezone(queries.zone_of_city())),
    }
    if busy:
        return [words, " ", controls.chip(_("being measured anew"), "accent", "loader-2")]
    if outdated(found.run):
        return [words, " ", controls.chip(_("the data has changed since"), "caution", "clock-exclamation")]
    return [words]


def again(busy: bool) -> html.Button:
    return html.Button(
        [controls.icon("refresh"), _("Measure again")],
        id=Coverage.AGAIN,
        className="sc-button sc-push",
        type="button",
        disabled=busy,
    )


def save() -> html.Button:
    return html.Button(
        [controls.icon("download"), _("Download CSV")], id=Coverage.SAVE, className="sc-button", type="button"
    )

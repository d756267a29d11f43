"""The records behind a figure, least seen first, each with its way to the map."""

from typing import Any

from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.coverage import figures, words
from dashboards.coverage.address import STATES, Asked
from dashboards.coverage.ids import PREFIX
from gis_app.findings.coverage import queries
from gis_app.findings.coverage.queries import Share
from gis_app.findings.models import Run
from gis_app.incidents.filters import Filters
from layers.registry import BY_ID

PAGE = 50
RIGHT = {"className": "sc-num"}
# Measures whose records know their area, and those of which a record is one: seen or not.
PLACED = ("crimes", "accidents", "gates", "grounds")
SINGLE = ("crimes", "accidents", "gates")


def rows(user: Any, of: Run, asked: Asked) -> Any:
    """The query of the list that the address opens."""
    chosen = queries.Asked(asked.quality, asked.working, figures.of_area(asked.area))
    return queries.behind(user, of, chosen, asked.measure, group=asked.group, hour=asked.hour, state=asked.state)


def panel(user: Any, of: Run, asked: Asked) -> html.Section:
    found = rows(user, of, asked)
    count = found.count()
    last = max(1, -(-count // PAGE))
    page = min(asked.page, last)
    shown = list(found[(page - 1) * PAGE : page * PAGE])
    return html.Section(
        [
            html.Div(
                [html.H2(title(asked), className="sc-heading"), html.Span(words.records(count)), back(asked)],
                className="sc-cov__listhead",
            ),
            choice(asked),
            table(user, asked, shown) if shown else controls.empty(_("No records here."), _("Choose another state.")),
            pages(asked, page, last),
        ],
        className="sc-panel sc-cov__list",
    )


def title(asked: Asked) -> str:
    parts = [words.titles()[asked.measure]]
    if asked.group:
        parts.append(words.group(asked.measure, asked.group))
    if asked.hour is not None:
        parts.append(f"{asked.hour:02}:00")
    return " · ".join(parts)


def back(asked: Asked) -> dcc.Link:
    return dcc.Link(
        [controls.icon("x"), _("Close the list")], href=PREFIX + asked.closed(), className="sc-button sc-push"
    )


def choice(asked: Asked) -> html.Nav:
    names = words.states()
    links = [
        dcc.Link(
            names[state],
            href=PREFIX + asked.query(state=state, page=1),
            className="sc-choice__one sc-choice__one--on" if state == asked.state else "sc-choice__one",
        )
        for state in STATES
    ]
    return html.Nav(links, className="sc-choice", **{"aria-label": _("Which records")})


def table(user: Any, asked: Asked, shown: list[dict[str, Any]]) -> html.Div:
    layer = BY_ID[words.LAYER[asked.measure]]
    ids = [row["record"] for row in shown]
    found = layer.rows(user, Filters()).filter(pk__in=ids)
    named = {one.pk: one for one in (found.select_related("area") if asked.measure in PLACED else found)}
    whole = [] if asked.measure in SINGLE else [html.Th(_("In all"), **RIGHT)]
    area = [html.Th(_("Area"))] if asked.measure in PLACED else []
    head = [html.Th(_("Record")), *area, html.Th(_("Seen"), **RIGHT), *whole, html.Th("")]
    body = [line(asked, layer, row, named.get(row["record"])) for row in shown]
    made = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="sc-rows")
    return html.Div(made, className="sc-cov__table")


def line(asked: Asked, layer: Any, row: dict[str, Any], record: Any) -> html.Tr:
    """One record; one that was deleted since is said to be gone."""
    share = Share(row["whole"], row["once"], row["two"])
    name = layer.heading(record) if record else _("gone since")
    area = [html.Td(record.area.called if record and record.area else "")] if asked.measure in PLACED else []
    single = asked.measure in SINGLE
    seen = seen_word(share) if single else words.percent(share.part)
    whole = [] if single else [html.Td(words.amount(asked.measure, share.amount), **RIGHT)]
    return html.Tr(
        [
            html.Td([name, html.Div(when_and_where(record), className="sc-caption")]),
            *area,
            html.Td(seen, **RIGHT),
            *whole,
            html.Td(on_map(layer.id, row) if record else "", **RIGHT),
        ]
    )


def seen_word(share: Share) -> str:
    if share.twice:
        return _("by two or more")
    return _("by one camera") if share.seen else _("not seen")


def when_and_where(record: Any) -> str:
    """The day of an incident, and its place as the source has it."""
    day = getattr(record, "day", None)
    return " · ".join(filter(None, (controls.day(day) if day else "", getattr(record, "place", ""))))


def on_map(layer: str, row: dict[str, Any]) -> html.A:
    place = f"map={row['lat']:.5f},{row['lon']:.5f},17.50&" if row.get("lat") is not None else ""
    address = f"/planner/?{place}open={layer}/{row['record']}"
    return html.A([controls.icon("map-pin"), _("On the map")], href=address, className="sc-button")


def pages(asked: Asked, page: int, last: int) -> html.Nav:
    """Earlier and later records of a long list."""
    told = _("page %(page)s of %(last)s") % {"page": controls.number(page), "last": controls.number(last)}
    links: list[Any] = [html.Span(told, className="sc-caption")] if last > 1 else []
    if page > 1:
        links.insert(0, dcc.Link(_("Earlier"), href=PREFIX + asked.query(page=page - 1), className="sc-button"))
    if page < last:
        links.append(dcc.Link(_("Further"), href=PREFIX + asked.query(page=page + 1), className="sc-button"))
    return html.Nav(links, className="sc-cov__pages", **{"aria-label": _("Pages of the list")})

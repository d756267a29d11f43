"""Shares by kind, by area and by hour, as tables whose figures open the records."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.coverage import tiles, words
from dashboards.coverage.address import Asked
from dashboards.coverage.figures import Figures
from dashboards.coverage.ids import PREFIX
from gis_app.findings.coverage.queries import Share
from gis_app.speech import sort_key

GROUPED = ("crimes", "accidents", "streets", "gates", "grounds")
TIMED = ("crimes", "accidents")
RIGHT = {"className": "sc-num"}


def by_group(found: Figures, asked: Asked) -> html.Section:
    """By kind of incident, severity, kind of street and of school."""
    shares = found.by(lambda cell: cell[:2])
    parts = []
    for measure in GROUPED:
        groups = {group: share for (name, group), share in shares.items() if name == measure}
        ordered = sorted(groups, key=lambda group: -groups[group].amount)
        parts += [group_line(asked, measure, group, groups[group], first=not n) for n, group in enumerate(ordered)]
    head = [html.Th(_("What")), html.Th(_("Seen"), **RIGHT), html.Th(""), html.Th(_("In all"), **RIGHT), twice_head()]
    return section(_("By kind"), head, parts)


def group_line(asked: Asked, measure: str, group: str, share: Share, *, first: bool) -> html.Tr:
    link = dcc.Link(
        words.group(measure, group),
        href=PREFIX + asked.opened(measure, group=group, state="all"),
        className="sc-rows__name",
    )
    name = html.Span(words.titles()[measure], className="sc-cov__measure") if first else ""
    return html.Tr([html.Td([name, link]), *share_cells(measure, share)], className="sc-cov__first" if first else "")


def share_cells(measure: str, share: Share) -> list[html.Td]:
    return [
        html.Td(words.in_percent(measure, share), **RIGHT),
        html.Td(tiles.bar(share), className="sc-cov__cell"),
        html.Td(words.amount(measure, share.amount), **RIGHT),
        html.Td(words.percent(share.part_twice), **RIGHT),
    ]


def twice_head() -> html.Th:
    return html.Th(_("By two"), title=_("by two cameras or more"), **RIGHT)


def by_area(found: Figures, asked: Asked) -> html.Section:
    """A line a district, a column a measure; what lies in no district stands last."""
    shares = found.by(lambda cell: (cell[2] or 0, cell[0]))
    titles = words.titles()
    measures = [name for name in titles if any(key[1] == name for key in shares)]
    areas = sorted({key[0] for key in shares}, key=lambda pk: (pk not in found.areas, sort_key(area_name(found, pk))))
    head = [html.Th(_("Area")), *(html.Th(titles[name], **RIGHT) for name in measures)]
    return section(_("By area"), head, [area_line(found, asked, pk, measures, shares) for pk in areas])


def area_line(found: Figures, asked: Asked, pk: int, measures: Sequence[str], shares: Any) -> html.Tr:
    name: Any = area_name(found, pk)
    if pk in found.areas:
        code = found.areas[pk].code
        href = PREFIX + asked.query(area="" if asked.area == code else code, page=1, gap=None)
        name = dcc.Link(name, href=href)
    cells = []
    for measure in measures:
        share = shares.get((pk, measure), tiles.NOTHING)
        told: Any = words.in_percent(measure, share)
        if pk in found.areas and share.amount:
            href = PREFIX + asked.opened(measure, area=found.areas[pk].code, state="all")
            told = dcc.Link(told, href=href, className="sc-cov__open")
        cells.append(html.Td(told, title=words.of(measure, share), **RIGHT))
    return html.Tr([html.Td(name), *cells])


def area_name(found: Figures, pk: int) -> str:
    return found.areas[pk].called if pk in found.areas else _("in no district")


def by_hour(found: Figures, asked: Asked, measure: str) -> html.Section:
    """A measure by the hour of the day: a column an hour, its height the number, its dark part what is seen."""
    hours = found.by(lambda cell: ("" if cell[3] is None else cell[3]) if cell[0] == measure else None)
    left = hours.pop("", tiles.NOTHING).amount
    most = max((share.amount for share in hours.values()), default=0)
    columns = [hour_column(asked, measure, hour, hours.get(hour, tiles.NOTHING), most) for hour in range(24)]
    note = _("%(n)s more without an hour.") % {"n": controls.number(left)} if left else ""
    title = _("By hour: %(what)s") % {"what": words.titles()[measure]}
    return html.Section(
        [
            html.H2(title, className="sc-heading sc-cov__by"),
            html.Div(columns, className="sc-cov__hours"),
            html.Details([html.Summary(_("Table")), hour_table(hours)], className="sc-cov__by"),
            html.P(note, className="sc-caption sc-cov__by"),
        ],
        className="sc-panel",
    )


def hour_column(asked: Asked, measure: str, hour: int, share: Share, most: float) -> dcc.Link:
    told = _("%(hour)s:00, %(part)s seen: %(of)s") % {
        "hour": f"{hour:02}",
        "part": words.percent(share.part),
        "of": words.of(measure, share),
    }
    height = f"{100 * share.amount / most if most else 0:.1f}%"
    stack = [
        html.Span(className="sc-cov__part sc-cov__part--none", style={"flexGrow": share.amount - share.seen}),
        html.Span(className="sc-cov__part sc-cov__part--once", style={"flexGrow": share.seen}),
    ]
    bar = html.Span(stack if share.amount else [], className="sc-cov__column", style={"height": height})
    return dcc.Link(
        [html.Span(bar, className="sc-cov__shaft"), html.Span(f"{hour:02}", className="sc-caption")],
        href=PREFIX + asked.opened(measure, hour=hour, state="all"),
        className="sc-cov__hour",
        title=told,
    )


def hour_table(shares: dict[Any, Share]) -> html.Table:
    head = [html.Th(_("Hour")), html.Th(_("Seen"), **RIGHT), html.Th(_("In all"), **RIGHT), twice_head()]
    rows = [
        html.Tr(
            [
                html.Td(f"{hour:02}:00"),
                html.Td(words.percent(shares[hour].part), **RIGHT),
                html.Td(controls.number(shares[hour].amount), **RIGHT),
                html.Td(words.percent(shares[hour].part_twice), **RIGHT),
            ]
        )
        for hour in sorted(shares)
    ]
    return html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="sc-rows")


def section(title: str, head: list[html.Th], rows: list[html.Tr]) -> html.Section:
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="sc-rows")
    return html.Section(
        [html.H2(title, className="sc-heading sc-cov__by"), html.Div(table, className="sc-cov__table")],
        className="sc-panel",
    )

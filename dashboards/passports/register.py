"""The table of passports: how complete, how old, what it breaks."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.passports import words
from dashboards.passports.address import Asked
from dashboards.passports.figures import Figures
from gis_app.devices.registry.passports import Passport
from gis_app.devices.rules.declared import Rules
from gis_app.devices.words import CONNECTIONS, FIELDS, STAGES, STATES, WORKS

PAGE = 50
MISSING_SHOWN = 3


def panel(
    rows: Sequence[Passport], asked: Asked, rules: Rules, told: Figures, work: Mapping[int, str], files: Any
) -> Any:
    """One page of the asked rows. told: the figures of all rows. work: camera to the work that waits.

    files: the downloads' links.
    """
    shown = page_of(rows, asked.page)
    head = html.Div(
        [html.H2(words.cameras(len(rows)), className="sc-heading"), chips(rows, asked, rules), files],
        className="sc-passports__head",
    )
    body = html.Div(table(shown, rules, work), className="sc-passports__rows") if rows else nothing(asked)
    narrow = choices(asked, rules, told)
    return html.Section([head, narrow, body, pager(len(rows), asked)], className="sc-panel sc-passports__list")


def page_of(rows: Sequence[Passport], page: int) -> Sequence[Passport]:
    return rows[(page - 1) * PAGE : page * PAGE]


def chips(rows: Sequence[Passport], asked: Asked, rules: Rules) -> html.Div:
    """What the list is narrowed to, and the way out of it."""
    told: list[Any] = []
    if asked.rule:
        told += [rule.called for rule in rules.rules if rule.code == asked.rule]
    if asked.stage:
        told.append(f"{STAGES[asked.stage]}: {words.known()[asked.known]}")
    if asked.flaw:
        told.append(words.flaws()[asked.flaw])
    if asked.owner is not None:
        told.append((rows[0].holder or rows[0].owner) if rows and asked.owner else _("no holder stated"))
    if asked.area is not None:
        told.append(rows[0].area if rows and asked.area else _("in no area"))
    out = [dcc.Link(_("Reset"), href=Asked(by=asked.by).query() or "?")] if asked.narrowed else []
    return html.Div([*(controls.chip(one, "accent") for one in told), *out], className="sc-passports__chips")


def choices(asked: Asked, rules: Rules, told: Figures) -> html.Nav:
    """The flaws and broken rules to narrow by, each with its number; those that no camera has are left out."""
    plain = {"rule": "", "flaw": "", "stage": "", "known": ""}
    flaws = [
        (title, getattr(told, code), asked.query(**(plain | {"flaw": code})), asked.flaw == code)
        for code, title in words.flaws().items()
    ]
    broken = [
        (
            _("breaks: %(rule)s") % {"rule": rule.called},
            told.rules[rule.code],
            asked.query(**(plain | {"rule": rule.code})),
            asked.rule == rule.code,
        )
        for rule in rules.rules
    ]
    links = [
        dcc.Link(
            [title, html.B(controls.number(count), className="sc-num")],
            href=address,
            className="sc-chip sc-chip--accent" if on else "sc-chip",
        )
        for title, count, address, on in [*flaws, *broken]
        if count
    ]
    return html.Nav(links, className="sc-passports__choices", **{"aria-label": _("Narrow to")})


def table(rows: Sequence[Passport], rules: Rules, work: Mapping[int, str]) -> html.Table:
    heads = [
        _("Camera"),
        _("Holder"),
        _("State"),
        _("Completeness"),
        _("Last check"),
        _("Archive"),
        _("Breaks these rules"),
    ]
    return html.Table(
        [
            html.Thead(
                html.Tr(
                    [html.Th(head, scope="col", className="sc-num" if head == _("Archive") else "") for head in heads]
                )
            ),
            html.Tbody([line(row, rules, work.get(row.pk)) for row in rows]),
        ],
        className="sc-rows",
    )


def line(row: Passport, rules: Rules, work: str | None) -> html.Tr:
    broken = "; ".join(rule.called for rule in rules.broken(row))
    name = html.A(row.address or row.code, href=f"/cameras/{row.pk}/", className="sc-rows__name")
    return html.Tr(
        [
            html.Td([name, html.Div(row.code, className="sc-caption")]),
            html.Td(row.holder or row.owner or "—"),
            html.Td(state(row, work)),
            html.Td(completeness(row)),
            html.Td(html.Span(words.days(row.days_since_check), className=aged(row, rules)), className="sc-rows__when"),
            html.Td(archive(row), className="sc-num"),
            html.Td(broken or "—"),
        ]
    )


def state(row: Passport, work: str | None) -> html.Div:
    marks = [controls.chip(str(STATES.get(row.status, row.status))), controls.chip(str(CONNECTIONS[row.connection]))]
    if row.occluded_on:
        marks.append(controls.chip(_("view blocked"), "bad", "eye-off"))
    if row.withdrawn:
        marks.append(controls.chip(_("withdrawn"), "caution"))
    if work:
        marks.append(controls.chip(str(WORKS[work]), "caution", "tool"))
    return html.Div(marks, className="sc-passports__marks")


def completeness(row: Passport) -> html.Div:
    """The share as a number and a bar, and the first fields that are missing."""
    missing = [str(FIELDS[name]) for name in row.missing]
    more = f" +{len(missing) - MISSING_SHOWN}" if len(missing) > MISSING_SHOWN else ""
    bar = html.Span(html.Span(style={"width": f"{100 * row.completeness:.0f}%"}), className="sc-passports__bar")
    said = ", ".join(missing[:MISSING_SHOWN]) + more
    text = html.Div(said, className="sc-caption", title=", ".join(missing))
    return html.Div([html.Div([html.B(words.percent(row.completeness)), bar]), text], className="sc-passports__full")


def aged(row: Passport, rules: Rules) -> str:
    old = row.days_since_check is None or row.days_since_check > rules.check_every_days
    return "sc-rows__rejected" if old else ""


def archive(row: Passport) -> str:
    kept = "—" if row.archive_days is None else controls.number(row.archive_days)
    promised = f" / {controls.number(row.retention_days)}" if row.retention_days is not None else ""
    return kept + promised


def nothing(asked: Asked) -> html.Div:
    if asked.narrowed:
        return controls.empty(_("No camera is like this."), dcc.Link(_("Show all"), href="?"))
    return controls.empty(_("No cameras yet."), _("Give a list of them, or invite their owners to register them."))


def pager(count: int, asked: Asked) -> html.Nav:
    last = max(1, -(-count // PAGE))
    links = [
        dcc.Link(text, href=asked.query(page=page) or "?", className="sc-button sc-button--framed")
        for text, page in ((_("Back"), asked.page - 1), (_("Further"), asked.page + 1))
        if 1 <= page <= last
    ]
    at = _("Page %(n)s of %(of)s") % {"n": controls.number(asked.page), "of": controls.number(last)}
    return html.Nav(
        [html.Span(at, className="sc-caption"), *links] if last > 1 else [], className="sc-passports__pager"
    )

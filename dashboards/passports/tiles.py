"""The figures on top of the page, and the funnel below them; each opens the cameras behind it."""

from typing import Any

from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.passports import words
from dashboards.passports.address import Asked
from dashboards.passports.figures import KEYS, Figures
from gis_app.devices.registry.funnel import STAGES, Funnel, Stage
from gis_app.devices.words import STAGES as STAGE_WORDS

MOST = 14


def tiles(told: Figures, work: int, check_every_days: int) -> html.Div:
    """Name, number, what it is of; a number that has rows behind it opens them."""
    every = _("not checked for %(n)s days") % {"n": controls.number(check_every_days)}
    never = _("%(n)s never checked") % {"n": controls.number(told.never)}
    return html.Div(
        [
            tile(_("Cameras"), controls.number(told.cameras), _("in the register"), Asked()),
            tile(
                _("Completeness"),
                words.percent(told.completeness),
                _("of the wanted fields are stated"),
                Asked(flaw="incomplete"),
            ),
            tile(_("Passports age"), controls.number(told.old), f"{every}; {never}", Asked(flaw="old")),
            tile(_("View blocked"), controls.number(told.blocked), _("by the newest check"), Asked(flaw="blocked")),
            tile(
                _("Rules broken"),
                controls.number(told.breaking),
                _("cameras that break one at least"),
                Asked(flaw="breaking"),
            ),
            tile(_("Work orders"), controls.number(work), _("not finished"), Asked(show="work")),
        ],
        className="sc-tiles",
    )


def tile(name: str, value: str, note: str, opens: Asked) -> html.Div:
    link = dcc.Link(value, href=opens.query() or "?")
    return html.Div(
        [
            html.Div(name, className="sc-caption"),
            html.Div(link, className="sc-tile__value"),
            html.Div(note, className="sc-caption"),
        ],
        className="sc-panel sc-tile",
    )


def funnel(whole: Funnel, parts: list[Funnel], asked: Asked) -> html.Section:
    """The city's funnel, and one line for each owner or area."""
    more = len(parts) - MOST
    rest = [html.P(_("and %(n)s more") % {"n": controls.number(more)}, className="sc-caption")] if more > 0 else []
    heads = [html.Th(str(STAGE_WORDS[name]), scope="col") for name in STAGES]
    name = _("Holder") if asked.by == "owner" else _("Area")
    table = html.Table(
        [
            html.Thead(
                html.Tr([html.Th(name, scope="col"), html.Th(_("Cameras"), scope="col", className="sc-num"), *heads])
            ),
            html.Tbody([line(whole, asked, total=True), *(line(one, asked) for one in parts[:MOST])]),
        ],
        className="sc-rows sc-funnel",
    )
    return html.Section(
        [
            html.Div(
                [html.H2(_("How far the cameras come"), className="sc-heading"), groups(asked)],
                className="sc-funnel__head",
            ),
            html.P(legend(), className="sc-caption sc-funnel__legend"),
            table,
            *rest,
        ],
        className="sc-panel sc-passports__funnel",
    )


def groups(asked: Asked) -> html.Nav:
    titles = {"owner": _("By holder"), "area": _("By area")}
    links = [
        dcc.Link(
            title, href=asked.query(by=by) or "?", className=f"sc-choice__one{' sc-choice__one--on' * (by == asked.by)}"
        )
        for by, title in titles.items()
        if by in KEYS
    ]
    return html.Nav(links, className="sc-choice", **{"aria-label": _("Divided by")})


def legend() -> list[Any]:
    marks = [("yes", _("yes")), ("unknown", _("not known")), ("no", _("no"))]
    return [html.Span([html.I(className=f"sc-funnel__{code}"), text]) for code, text in marks]


def line(one: Funnel, asked: Asked, *, total: bool = False) -> html.Tr:
    """One funnel; each of its stages counts those that passed the stage before."""
    of = {} if total else {asked.by: one.key or 0}
    name = _("All") if total else one.name or _("not stated")
    return html.Tr(
        [
            html.Th(dcc.Link(name, href=Asked(by=asked.by).query(**of) or "?"), scope="row"),
            html.Td(controls.number(one.cameras), className="sc-num"),
            *(html.Td(stage(name, one.stages[name], one.cameras, asked, of)) for name in STAGES),
        ],
        className="sc-funnel__all" if total else "",
    )


def stage(name: str, told: Stage, cameras: int, asked: Asked, of: dict[str, int | None]) -> html.Div:
    counts = {"yes": told.yes, "unknown": told.unknown, "no": told.no}
    bars = [
        html.Span(
            style={"width": f"{100 * count / cameras:.2f}%"}, className=f"sc-funnel__{code}", title=f"{title}: {count}"
        )
        for (code, count), title in zip(counts.items(), (_("yes"), _("not known"), _("no")), strict=True)
        if count
    ]
    link = dcc.Link(
        controls.number(told.yes), href=Asked(by=asked.by).query(**of, stage=name, known="yes"), className="sc-num"
    )
    return html.Div(
        [link, html.Span(bars, className="sc-funnel__bar"), unknown(name, told, asked, of)],
        className="sc-funnel__stage",
    )


def unknown(name: str, told: Stage, asked: Asked, of: dict[str, int | None]) -> Any:
    """How many nobody knows about, where there are any: it is neither yes nor no."""
    if not told.unknown:
        return html.Span()
    address = Asked(by=asked.by).query(**of, stage=name, known="unknown")
    return dcc.Link(
        f"? {controls.number(told.unknown)}", href=address, className="sc-funnel__doubt", title=_("not known")
    )

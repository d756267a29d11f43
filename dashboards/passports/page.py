"""The page of cameras: figures, funnel and register, or one of the other lists, as the address says."""

from collections.abc import Sequence
from typing import Any

from dash import Dash, Input, Output, dcc, html
from django.utils.translation import gettext as _

from dashboards import controls, empty_city, frame, queries, session
from dashboards.given import Text
from dashboards.passports import about, address, figures, lists, register, tiles, words
from dashboards.passports.address import Asked
from dashboards.passports.ids import Passports
from gis_app.devices.registry import funnel
from gis_app.devices.registry.passports import passports, work_waiting
from gis_app.devices.rules.declared import rules
from gis_app.devices.workorders import queries as work
from gis_app.errors import Mistake

OTHERS = {
    "doubles": lists.doubles,
    "work": lists.work_orders,
    "campaigns": lists.all_campaigns,
    "found": lists.unregistered,
}


def layout(here: str) -> Any:
    user, city = session.current(), queries.city()
    content = page() if city else empty_city.page(user)
    return frame.frame(city, here, content, about.about())


def page() -> html.Div:
    return html.Div(
        [dcc.Location(id="place", refresh=False), html.Div(id=Passports.CONTENT, className="sc-passports__content")],
        className="sc-page sc-passports",
    )


def content(user: Any, asked: Asked) -> list[Any]:
    """What the address shows."""
    head = html.Div([html.H1(_("Cameras"), className="sc-title"), *ways()], className="sc-passports__head")
    return [head, shows(asked), *body(user, asked)]


def body(user: Any, asked: Asked) -> Sequence[Any]:
    try:
        if asked.show in OTHERS:
            return [html.Div(OTHERS[asked.show](user), className="sc-panel sc-passports__list")]
        return registered(user, asked)
    except Mistake as mistake:
        return [controls.error(str(mistake))]


def registered(user: Any, asked: Asked) -> list[Any]:
    """Figures, funnel and the table of passports."""
    declared, found = rules(), passports(user)
    rows = figures.asked_for(found, asked, declared)
    whole = funnel.funnel(found, declared.archive_days)
    parts = funnel.by(found, figures.KEYS[asked.by], declared.archive_days)
    waiting = work_waiting(one.pk for one in register.page_of(rows, asked.page))
    told = figures.figures(found, declared)
    return [
        tiles.tiles(told, work.waiting(user).count(), declared.check_every_days),
        tiles.funnel(whole, parts, asked),
        register.panel(rows, asked, declared, told, waiting, files()),
    ]


def shows(asked: Asked) -> html.Nav:
    links = [
        dcc.Link(
            title,
            href=Asked(show=show).query() or "?",
            className="sc-links__show sc-links__show--on" if show == asked.show else "sc-links__show",
        )
        for show, title in words.shows().items()
    ]
    return html.Nav(links, className="sc-links__shows", **{"aria-label": _("Lists")})


def ways() -> list[html.A]:
    """The pages that belong to this one."""
    return [
        way("/survey/", "device-mobile", _("Survey")),
        way("/planner/inventory/", "git-compare", _("Lists that came again")),
        way("/cameras/invite/", "user-plus", _("Invite a holder")),
    ]


def way(address: str, glyph: str, title: str) -> html.A:
    return html.A([controls.icon(glyph), title], href=address, className="sc-button")


def files() -> html.Div:
    links = [
        html.A(name.upper(), href=f"/export/passports.{name}", className="sc-button", download="")
        for name in ("xlsx", "csv")
    ]
    return html.Div([controls.icon("download"), *links], className="sc-passports__files")


def register_callbacks(app: Dash) -> None:
    """Callbacks of the page."""

    @app.callback(Output(Passports.CONTENT, "children"), Input("place", "search"))
    def shown(search: Text | None) -> Any:
        return content(session.current(), address.read(search))

"""The frame around every page: city, tabs, search, jobs, help, language, person, and how fresh the data is."""

from collections.abc import Sequence
from typing import Any

from dash import html
from django.utils.translation import gettext as _

from dashboards import bell, controls, freshness, help, menus, search_box, session
from dashboards.help import Help
from dashboards.workspace import Tab

# So many tabs stand side by side on a narrow screen: assets/frame.css hides those behind them.
NARROW = 4


def frame(city: Any, here: str, content: Any, about: Help) -> html.Div:
    """A whole page of the workspace that is answered.

    city: has `name` and `invented`, None where none is loaded. here: the tab's address. about: what the page is for.
    """
    workspace, user = session.workspace(), session.current()
    return html.Div(
        [
            html.A(_("To the content"), href="#content", className="sc-skip"),
            header(city, workspace.tabs(), here),
            html.Main(content, id="content", tabIndex="-1"),
            freshness.strip(freshness.of_sources(user), workspace.data),
            trouble(),
            bell.toasts(),
            help.drawer(about),
        ],
        className="sc-frame",
    )


def trouble() -> html.Div:
    """Where assets/session.js tells of a request that failed; empty when all is well."""
    words = {
        "data-failed": _("Something of ours failed. What is shown stays true. Try again."),
        "data-away": _("The server does not answer. What is shown stays as it was. Try again in a moment."),
        "data-reference": _("Reference number"),
    }
    return html.Div(id="trouble", className="sc-trouble", role="alert", **words)


def header(city: Any, tabs: Sequence[Tab], here: str) -> html.Header:
    return html.Header(
        [
            html.A(
                [
                    html.Img(src="/static/dashboards/logo.svg", width=24, height=24, alt=""),
                    html.Span("Safe City", className="sc-brand__name"),
                ],
                href="/",
                className="sc-brand",
            ),
            html.Span(city.name if city else _("no city yet"), className="sc-city"),
            *([controls.chip(_("demo city"), "caution")] if city and city.invented else []),
            html.Nav([tab(one, here) for one in tabs], className="sc-tabs", **{"aria-label": _("Pages")}),
            *([more(tabs[NARROW:], here)] if len(tabs) > NARROW + 1 else []),
            search_box.box(session.workspace()) if session.workspace().map else html.Span(className="sc-push"),
            bell.bell(),
            help.button(),
            menus.languages(),
            menus.person(session.current()),
        ],
        className="sc-header",
    )


def more(tabs: Sequence[Tab], here: str) -> html.Details:
    """The last tabs as a menu, which stands for them where all do not fit; it bears the name of the open one."""
    on = next((one.title for one in tabs if one.address == here), None)
    lines = [tab(one, here, "sc-menu__line") for one in tabs]
    return menus.menu(on or _("More"), lines, _("More pages"), "sc-more sc-more--on" if on else "sc-more")


def tab(one: Tab, here: str, className: str = "sc-tab") -> html.A:
    on = one.address == here
    return html.A(
        one.title,
        href=one.address,
        className=f"{className} {className}--on" if on else className,
        **({"aria-current": "page"} if on else {}),
    )

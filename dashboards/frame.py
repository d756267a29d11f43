"""The frame around every page: city, tabs of the role, language, person, and how fresh the data is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from django.conf import settings
from django.middleware.csrf import get_token
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dashboards import controls, search_box, session
from dashboards.workspace import Tab
from gis_app.people import roles


@dataclass(frozen=True)
class Freshness:
    """How fresh one source is: state is "ok", "late" or "off"; `when` is a ready sentence."""

    name: str
    when: str
    state: str = "ok"


FRESH_GLYPH = {"ok": "circle-check", "late": "clock-exclamation", "off": "plug-connected-x"}


def frame(city: Any, here: str, fresh: Sequence[Freshness], content: Any) -> html.Div:
    """A whole page. `city` has `name` and `invented`, or is None where none is loaded; `here` is the tab's address."""
    return html.Div(
        [header(city, session.workspace().tabs(), here), html.Main(content), trouble(), strip(fresh)],
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
                [html.Img(src="/static/dashboards/logo.svg", width=24, height=24, alt=""), "Safe City"],
                href="/",
                className="sc-brand",
            ),
            html.Span(city.name if city else _("no city yet"), className="sc-city"),
            *([controls.chip(_("demo city"), "caution")] if city and city.invented else []),
            html.Nav([tab(one, here) for one in tabs], className="sc-tabs", **{"aria-label": _("Pages")}),
            search_box.box(session.workspace()),
            languages(),
            person(session.current()),
        ],
        className="sc-header",
    )


def tab(one: Tab, here: str) -> html.A:
    on = one.address == here
    return html.A(
        one.title,
        href=one.address,
        className="sc-tab sc-tab--on" if on else "sc-tab",
        **({"aria-current": "page"} if on else {}),
    )


def posting(address: str, fields: dict[str, str], button: Any) -> html.Form:
    """A form that posts `fields` to a Django view, with the token its CSRF check asks for."""
    token = {"csrfmiddlewaretoken": get_token(session.request())}
    hidden = [dcc.Input(type="hidden", name=name, value=value) for name, value in (token | fields).items()]
    return html.Form([*hidden, button], action=address, method="POST")


def languages() -> html.Form:
    """A button that turns the page to the other language and comes back to it."""
    codes = [code for code, _name in settings.LANGUAGES]
    at = codes.index(get_language()) if get_language() in codes else 0
    other, name = settings.LANGUAGES[(at + 1) % len(codes)]
    button = html.Button(
        [controls.icon("language"), codes[at].upper()],
        className="sc-button sc-button--plain",
        title=name,
        type="submit",
        lang=other,
        **{"aria-label": name},
    )
    return posting("/i18n/setlang/", {"language": other}, button)


def person(user: Any) -> html.Div:
    name = user.get_full_name() or user.get_username()
    return html.Div(
        [
            html.Span(initials(name), className="sc-initials", **{"aria-hidden": "true"}),
            html.Div(
                [
                    html.Div(name, className="sc-person__name"),
                    html.Div(roles.titles(user.roles), className="sc-caption"),
                ],
                className="sc-person__text",
            ),
            posting(
                "/logout/",
                {},
                html.Button(
                    controls.icon("logout"),
                    className="sc-button sc-button--plain",
                    title=_("Sign out"),
                    type="submit",
                    **{"aria-label": _("Sign out")},
                ),
            ),
        ],
        className="sc-person",
    )


def initials(name: str) -> str:
    """
    >>> initials("Pavel Yeremin"), initials("pavel")
    ('PY', 'P')
    """
    return "".join(word[0] for word in name.split()[:2]).upper()


def strip(fresh: Sequence[Freshness]) -> html.Footer:
    """The sources at the foot of the page; without any, a sentence."""
    chips = [freshness(one) for one in fresh] or [html.Span(_("No deliveries yet"), className="sc-quiet")]
    return html.Footer(
        [html.Div(chips, className="sc-strip__sources"), html.A(_("All sources"), href="/planner/data/")],
        className="sc-strip",
    )


def freshness(one: Freshness) -> html.Span:
    return html.Span(
        [controls.icon(FRESH_GLYPH[one.state]), one.name, html.B(one.when)], className=f"sc-fresh sc-fresh--{one.state}"
    )

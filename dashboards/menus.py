"""The header's menus: the language, and the person with what belongs to the person."""

from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from django.conf import settings
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dashboards import controls, session, workspaces
from gis_app.people import roles
from gis_app.people.permissions import Permission


@dataclass(frozen=True)
class Link:
    """A line of the person's menu; `route` is the name of an address, left out where there is none of that name."""

    route: str
    title: str
    glyph: str
    permission: Permission = Permission.MAP_SEE


def links() -> list[Link]:
    return [
        Link("account", _("Account"), "user"),
        Link("tokens", _("Personal tokens"), "key"),
        Link("roles", _("Who can do what"), "users"),
        Link("health", _("System health"), "activity-heartbeat", Permission.HEALTH_SEE),
        Link("admin:index", _("Administration"), "settings", Permission.PEOPLE_MANAGE),
        Link("api:api_docs", _("API"), "api"),
    ]


def menu(summary: Any, body: Any, title: str, className: str = "") -> html.Details:
    """A menu that opens below its button, one at a time; assets/frame.js closes it by Esc and by a click elsewhere."""
    return html.Details(
        [
            html.Summary(summary, className="sc-button sc-button--plain", title=title, **{"aria-label": title}),
            html.Div(body, className="sc-menu__body"),
        ],
        className=f"sc-menu {className}".strip(),
    )


def posting(address: str, fields: dict[str, str], button: Any) -> html.Form:
    """A form that posts `fields` to a Django view, with the token its CSRF check asks for."""
    token = {"csrfmiddlewaretoken": get_token(session.request())}
    hidden = [dcc.Input(type="hidden", name=name, value=value) for name, value in (token | fields).items()]
    return html.Form([*hidden, button], action=address, method="POST")


def languages() -> html.Details:
    """Each language by its own name; the page comes back in the one that is chosen."""
    now = get_language() or "en"
    choices = [language(code, name, code == now.split("-")[0]) for code, name in settings.LANGUAGES]
    return menu(
        [controls.icon("language"), now.split("-")[0].upper()], choices, _("Language of the pages"), "sc-languages"
    )


def language(code: str, name: str, on: bool) -> html.Form:
    mark = controls.icon("check") if on else html.Span(className="sc-icon sc-icon--none")
    button = html.Button(
        [mark, name],
        className="sc-menu__line",
        type="submit",
        lang=code,
        **({"aria-current": "true"} if on else {}),
    )
    return posting("/i18n/setlang/", {"language": code}, button)


def person(user: Any) -> html.Details:
    """Who is signed in, the person's other workspaces and pages, and the two ways out."""
    name = user.get_full_name() or user.get_username()
    titles = roles.titles(user.roles)
    summary = [
        html.Span(user.initials, className="sc-initials", **{"aria-hidden": "true"}),
        html.Div(
            [html.Div(name, className="sc-person__name"), html.Div(titles, className="sc-caption")],
            className="sc-person__text",
        ),
    ]
    body = [html.Div([html.B(name), html.Div(titles, className="sc-caption")], className="sc-menu__head")]
    return menu(summary, [*body, *others(user), *pages(user), *ways_out()], f"{name}, {titles}", "sc-person")


def others(user: Any) -> list[html.A]:
    """The person's workspaces besides the one that is shown."""
    here = session.workspace().name
    return [line(one.prefix, one.title(), "layout-grid") for one in workspaces.open_to(user) if one.name != here]


def pages(user: Any) -> list[html.A]:
    """The pages of the person's own that there are."""
    told = ((link, address_of(link.route)) for link in links() if roles.may(user, link.permission))
    return [line(address, link.title, link.glyph) for link, address in told if address]


def address_of(route: str) -> str:
    """The address of a route; "" where there is none of that name."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def line(address: str, title: str, glyph: str) -> html.A:
    return html.A([controls.icon(glyph), title], href=address, className="sc-menu__line")


def ways_out() -> list[html.Form]:
    """Sign out, or give the place to the next person of this workstation."""
    return [
        posting(
            "/logout/", {"switch": "1"}, way_out("switch-horizontal", _("Change the person"), "switch-person", "Alt+Q")
        ),
        posting("/logout/", {}, way_out("logout", _("Sign out"), "sign-out")),
    ]


def way_out(glyph: str, title: str, identity: str, key: str = "") -> html.Button:
    words = [controls.icon(glyph), title, *([html.Kbd(key, className="sc-push")] if key else [])]
    return html.Button(words, id=identity, className="sc-menu__line", type="submit")

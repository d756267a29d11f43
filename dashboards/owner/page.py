"""The holder's own cameras: what is stated of each, what rules they break, and what a campaign asks."""

from typing import Any

from dash import Dash, Input, Output, dcc, html
from django.utils.translation import gettext as _

from dashboards import controls, empty_city, frame, menus, queries, session
from dashboards.given import Text
from dashboards.help import Help, terms
from dashboards.passports import address, figures, register
from dashboards.passports.address import Asked
from dashboards.passports.ids import Passports
from dashboards.passports.page import way
from dashboards.workspaces import OWNER
from gis_app.devices.campaigns import queries as campaigns
from gis_app.devices.models import Asked as CampaignAsks
from gis_app.devices.queries import organisations_of
from gis_app.devices.registry.passports import passports, work_waiting
from gis_app.devices.rules.declared import rules
from gis_app.errors import Mistake


def layout() -> Any:
    user, city = session.current(), queries.city()
    content = page() if city else empty_city.page(user)
    return frame.frame(city, OWNER.prefix, content, about())


def about() -> Help:
    return Help(
        title=_("Own cameras"),
        purpose=_("Your cameras in the city's register: on what conditions, for how long, and what is missing."),
        terms=terms("camera"),
        figures=[
            (_("Completeness"), _("the share of the fields of a passport that somebody stated; assumed ones are not"))
        ],
    )


def page() -> html.Div:
    return html.Div(
        [dcc.Location(id="place", refresh=False), html.Div(id=Passports.CONTENT, className="sc-passports__content")],
        className="sc-page sc-passports",
    )


def content(user: Any, asked: Asked) -> list[Any]:
    """What the address shows."""
    links = [
        way("/owner/register/", "plus", _("Register a camera")),
        way("/owner/terms/", "address-book", _("Contact and terms")),
        way("/survey/", "device-mobile", _("Survey")),
    ]
    head = html.Div([html.H1(_("Own cameras"), className="sc-title"), *links], className="sc-passports__head")
    if not organisations_of(user):
        none = controls.empty(_("You speak for no organisation yet."), _("Ask the city's planners for an invitation."))
        return [head, html.Div(none, className="sc-panel")]
    try:
        declared, found = rules(), passports(user)
    except Mistake as mistake:
        return [head, controls.error(str(mistake))]
    rows = figures.asked_for(found, asked, declared)
    waiting = work_waiting(one.pk for one in register.page_of(rows, asked.page))
    return [
        head,
        *asks(user),
        register.panel(rows, asked, declared, figures.figures(found, declared), waiting, html.Span()),
    ]


def asks(user: Any) -> list[html.Div]:
    """What campaigns ask of the person's organisations, with the button that answers."""
    return [ask(one) for one in campaigns.unanswered(user)]


def ask(one: CampaignAsks) -> html.Div:
    told = _(
        "%(title)s: look through the cameras of %(owner)s until %(day)s, put right what is wrong, and confirm."
    ) % {
        "title": one.campaign.title,
        "owner": one.organisation.name,
        "day": controls.day(one.campaign.due),
    }
    button = html.Button(_("They are as shown"), className="sc-button sc-button--main", type="submit")
    form = menus.posting(f"/campaigns/asked/{one.pk}/answer", {"back": OWNER.prefix}, button)
    return html.Div([controls.icon("clipboard-check"), html.Span(told), form], className="sc-panel sc-passports__ask")


def register_callbacks(app: Dash) -> None:
    """Callbacks of the page."""

    @app.callback(Output(Passports.CONTENT, "children"), Input("place", "search"))
    def shown(search: Text | None) -> Any:
        return content(session.current(), address.read(search))

"""The page's other lists: doubles, work orders, campaigns, and cameras that are in no register."""

from typing import Any

from dash import dcc, html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboards import controls, menus
from dashboards.passports import words
from gis_app.devices.campaigns import queries as campaigns
from gis_app.devices.models import Camera, Campaign, Check, Twin, WorkOrder
from gis_app.devices.survey import newcomers
from gis_app.devices.survey import queries as survey
from gis_app.devices.twins import queries as twins
from gis_app.devices.words import CAMPAIGN_STATES, VIEWS, WORK_STATES, WORK_STEPS, WORKS
from gis_app.devices.workorders import queries as work
from gis_app.devices.workorders.workflow import NEXT

MOST, LAST, NEAREST = 200, 20, 3
TONES = {"answered": "good", "answered_late": "caution", "late": "bad", "waiting": ""}


def rows(heads: list[str], lines: list[html.Tr]) -> html.Div:
    numbers = (_("Cameras"), _("Apart"))
    names = [html.Th(one, scope="col", className="sc-num" if one in numbers else "") for one in heads]
    head = html.Thead(html.Tr(names))
    return html.Div(html.Table([head, html.Tbody(lines)], className="sc-rows"), className="sc-passports__rows")


def button(text: str, tone: str = "framed") -> html.Button:
    return html.Button(text, className=f"sc-button sc-button--{tone}", type="submit")


def named(row: Camera) -> html.Div:
    told = " · ".join(str(one) for one in (row.code, row.holder or row.owner, row.source.title) if one)
    return html.Div(
        [html.A(row.address or row.code, href=f"/cameras/{row.pk}/"), html.Div(told, className="sc-caption")]
    )


def doubles(user: Any) -> Any:
    found = twins.pairs(user)[:MOST]
    heads = [_("Goes on"), _("Hides behind it"), _("Apart"), _("Why"), ""]
    none = controls.empty(_("No two passports look like one camera."), _("New lists are compared as they come."))
    waiting = rows(heads, [double(one) for one in found]) if found else none
    past = [decided(one) for one in twins.decided(user)[:LAST]]
    return html.Div(
        [
            waiting,
            *(
                [
                    html.H2(_("Decided"), className="sc-heading"),
                    rows([_("Camera"), _("Camera"), _("Decided"), _("When"), ""], past),
                ]
                if past
                else []
            ),
        ]
    )


def decided(one: Twin) -> html.Tr:
    said = _("One camera") if one.same else _("Two cameras")
    undo = menus.posting(f"/cameras/doubles/{one.pk}/undo", {}, button(_("Undo")))
    cells = [
        one.first.address or one.first.code,
        one.second.address or one.second.code,
        said,
        controls.day(one.at.date()),
    ]
    return html.Tr([*(html.Td(cell) for cell in cells), html.Td(undo, className="sc-passports__acts")])


def double(one: twins.Pair) -> html.Tr:
    why = _("one inventory number") if one.numbered else _("close together, looking the same way")
    pair = {"keep": str(one.first.pk), "other": str(one.second.pk)}
    return html.Tr(
        [
            html.Td(named(one.first)),
            html.Td(named(one.second)),
            html.Td(_("%(n)s m") % {"n": controls.number(one.metres, 1)}, className="sc-num"),
            html.Td(why),
            html.Td(
                [
                    menus.posting("/cameras/doubles", {**pair, "same": "1"}, button(_("One camera"))),
                    menus.posting("/cameras/doubles", {**pair, "same": "0"}, button(_("Two cameras"))),
                ],
                className="sc-passports__acts",
            ),
        ]
    )


def work_orders(user: Any) -> Any:
    found = list(work.waiting(user)[:MOST])
    if not found:
        return controls.empty(_("Nothing is to be done."), _("Open a camera's passport to ask for work."))
    return rows([_("Camera"), _("Work"), _("State"), _("Until"), _("Note"), ""], [order(one) for one in found])


def order(one: WorkOrder) -> html.Tr:
    steps = [
        menus.posting(
            f"/work-orders/{one.pk}/step",
            {"state": state, "back": "/planner/cameras/?show=work"},
            button(str(WORK_STEPS[state])),
        )
        for state in NEXT[one.state]
    ]
    tone = "caution" if one.state == "open" else ""
    return html.Tr(
        [
            html.Td(html.A(one.camera.address or one.camera.code, href=f"/cameras/{one.camera_id}/")),
            html.Td(str(WORKS[one.work])),
            html.Td(controls.chip(str(WORK_STATES[one.state]), tone)),
            html.Td(controls.day(one.due), className="sc-rows__when"),
            html.Td(one.note or "—"),
            html.Td(steps, className="sc-passports__acts"),
        ]
    )


def all_campaigns(user: Any) -> Any:
    found = list(campaigns.visible_to(user)[:10])
    begin = html.A(
        [controls.icon("plus"), _("Begin a campaign")], href="/campaigns/begin", className="sc-button sc-button--framed"
    )
    if not found:
        return html.Div([controls.empty(_("Nobody was asked for a list yet."), begin)])
    return html.Div([html.Div(begin, className="sc-passports__head"), *(campaign(user, one) for one in found)])


def campaign(user: Any, one: Campaign) -> html.Div:
    told = campaigns.standings(user, one)
    answered = sum(each.answered_at is not None for each in told)
    late = sum(each.state == "late" for each in told)
    against = sum(bool(each.contradicts) for each in told)
    sums = _("%(answered)s of %(all)s have answered, %(late)s are late, %(against)s contradict") % {
        "answered": controls.number(answered),
        "all": controls.number(len(told)),
        "late": controls.number(late),
        "against": controls.number(against),
    }
    until = _("until %(day)s") % {"day": controls.day(one.due)}
    end = [menus.posting(f"/campaigns/{one.pk}/end", {}, button(_("End the campaign")))] if one.ended_at is None else []
    mark = controls.chip(_("ended")) if one.ended_at else controls.chip(until, "accent")
    head = html.Div(
        [html.H2(one.title, className="sc-heading"), mark, html.Span(sums), *end], className="sc-passports__head"
    )
    heads = [_("Department or owner"), _("Cameras"), _("State"), _("Answered"), _("Contradicts"), ""]
    return html.Div([head, rows(heads, [asked(each, one) for each in told])], className="sc-passports__campaign")


def asked(one: campaigns.Standing, of: Campaign) -> html.Tr:
    how = {"list": _("by a list"), "word": _("by word"), "": ""}[one.how]
    when = f"{controls.day(one.answered_at.date())}, {how}" if one.answered_at else "—"
    open_still = one.answered_at is None and of.ended_at is None
    act = menus.posting(f"/campaigns/asked/{one.asked.pk}/answer", {}, button(_("Has answered")))
    return html.Tr(
        [
            html.Td(dcc.Link(one.asked.organisation.name, href=f"?owner={one.asked.organisation_id}")),
            html.Td(controls.number(one.cameras), className="sc-num"),
            html.Td(controls.chip(str(CAMPAIGN_STATES[one.state]), TONES[one.state])),
            html.Td(when),
            html.Td(words.contradiction(one) or "—"),
            html.Td(act if open_still else "", className="sc-passports__acts"),
        ]
    )


def unregistered(user: Any) -> Any:
    found = list(survey.unregistered(user)[:MOST])
    none = controls.empty(
        _("Nobody found a camera that is in no register."), html.A(_("Open the survey"), href="/survey/")
    )
    heads = [
        _("When"),
        pgettext("of a camera", "View"),
        _("Place"),
        _("Note"),
        _("Photo"),
        _("Is it one of these?"),
        "",
    ]
    waiting = rows(heads, [unknown(user, one) for one in found]) if found else none
    past = [newcomer(one) for one in newcomers.entered(user).select_related("holder", "owner", "source")[:LAST]]
    if not past:
        return html.Div(waiting)
    title = html.H2(_("Registered from a check"), className="sc-heading")
    return html.Div([waiting, title, rows([_("Camera"), ""], past)])


def newcomer(one: Camera) -> html.Tr:
    undo = menus.posting(f"/cameras/{one.pk}/undo", {}, button(_("Undo")))
    return html.Tr([html.Td(named(one)), html.Td(undo, className="sc-passports__acts")])


def unknown(user: Any, one: Check) -> html.Tr:
    place = f"{one.point.y:.5f}, {one.point.x:.5f}" if one.point else "—"
    link = html.A(place, href=f"/planner/?map={one.point.y:.5f},{one.point.x:.5f},18.00") if one.point else place
    photo = html.A(_("Photo"), href=f"/photos/{one.uuid}.jpg") if one.photo else "—"
    near = [
        menus.posting(f"/cameras/found/{one.pk}", {"camera": str(pk)}, button(name)) for pk, name in near_to(user, one)
    ]
    cells = [controls.day(one.at.date()), str(VIEWS[one.view]), link, one.note or "—", photo]
    new = html.A(
        _("It is a new one"), href=f"/cameras/found/{one.pk}/register", className="sc-button sc-button--framed"
    )
    return html.Tr(
        [
            *(html.Td(cell) for cell in cells),
            html.Td(near, className="sc-passports__acts"),
            html.Td(new if one.point else "", className="sc-passports__acts"),
        ]
    )


def near_to(user: Any, one: Check) -> list[tuple[int, str]]:
    """The nearest cameras of the register with how far they are: one of them may be the one that was found."""
    return [
        (pk, _("%(code)s, %(n)s m") % {"code": code, "n": controls.number(metres)})
        for pk, code, metres in survey.nearest(user, one, NEAREST)
    ]

"""The watch: where the operator is on duty now, until when, and what to do when nowhere."""

from typing import Any

from dash import html
from django.utils.translation import gettext as _

from dashboards import controls
from gis_app.modules import is_on
from gis_app.places import queries as places

DAYS_OF_WEEK = 7


def notice(user: Any) -> html.Div:
    """One line above the map: the areas of duty, or that there are none and what changes it."""
    watches = places.watches(user)
    now = [watch for watch in watches if watch.now]
    return on_duty(now) if now else off_duty(watches)


def on_duty(watches: list[places.Watch]) -> html.Div:
    told = [
        html.Span([html.B(watch.area), " ", hours(watch)], className="sc-duty__watch")
        for watch in sorted(watches, key=lambda watch: watch.area)
    ]
    return html.Div(
        [controls.chip(_("On duty"), "good", "shield-check"), *told, html.Span(scope(), className="sc-caption")],
        className="sc-duty",
        role="status",
    )


def off_duty(watches: list[places.Watch]) -> html.Div:
    """The state, its cause, the step that changes it."""
    if watches:
        listed = "; ".join(f"{watch.area}, {days(watch)}, {hours(watch)}" for watch in watches)
        then = _("Your watches: %(watches)s. The map fills when one begins.") % {"watches": listed}
    else:
        then = _("No watch is entered for you. Ask the administrator for an area and hours of duty.")
    return html.Div(
        [
            controls.chip(_("Off duty"), "caution", "clock-pause"),
            html.Span([html.B(_("You see only what lies in no area.")), " ", then]),
        ],
        className="sc-duty",
        role="status",
    )


def scope() -> str:
    if not is_on("cameras"):
        return _("You see incidents of these areas, and those in no area.")
    if not is_on("incidents"):
        return _("You see cameras of these areas, and those in no area.")
    return _("You see incidents and cameras of these areas, and those in no area.")


def hours(watch: places.Watch) -> str:
    """From when to when by the city's clock."""
    if watch.begins == watch.ends:
        return _("round the clock")
    return f"{watch.begins:%H:%M}–{watch.ends:%H:%M}"


def days(watch: places.Watch) -> str:
    """The days of the week on which the watch begins."""
    names = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
    if len(watch.days) == DAYS_OF_WEEK:
        return _("every day")
    return ", ".join(names[day - 1] for day in watch.days)

"""A key figure with its change: number, verdict, interval, and how it was counted."""

from typing import Any

from dash import html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.official.figures import Change, Compared
from dashboards.official.periods import Period
from layers.methods.rates import Ratio

AXIS = 0.4


def figure(name: str, change: Change, days: Period, what: str, link: str, stale: str = "") -> html.Article:
    """A tile.

    what: what is counted. link: address of the rows on the map. stale: what its data lacks, "" for nothing.
    """
    lines = [html.Div(against(change), className="sc-caption")]
    if stale:
        lines.append(html.Div([controls.icon("clock-exclamation"), stale], className="sc-caption sc-tile__stale"))
    return html.Article(
        [
            html.Div([html.H2(name, className="sc-heading"), verdict(change)], className="sc-tile__head"),
            html.A(controls.number(change.now), href=link, className="sc-tile__value", title=_("Show on the map")),
            interval(change),
            *lines,
            counted(change, days, what),
        ],
        className="sc-panel sc-tile",
    )


def verdict(change: Change) -> html.Span:
    """Up, down, or no clear change; an arrow and a word beside the colour."""
    ratio = change.ratio
    if ratio is None:
        return controls.chip(_("cannot be told"), "", "question-mark")
    if not ratio.clear:
        return controls.chip(_("no clear change"), "", "equal")
    if ratio.low > 1:
        return controls.chip(_("more"), "bad", "arrow-up-right")
    return controls.chip(_("fewer"), "good", "arrow-down-right")


def against(change: Change) -> str:
    """The year before, and the change with its interval, a percentage only of cases enough."""
    if change.ratio is None:
        return _("Nothing to compare with.")
    before = _("a year before: %(n)s") % {"n": controls.number(change.before)}
    if change.few:
        return f"{before}; " + _("too few cases for a percentage")
    return f"{before}; {in_percent(change.ratio)}"


def in_percent(ratio: Ratio) -> str:
    """The change and its interval: −6 % (−17 to +7 %)."""
    if ratio.value is None or ratio.high is None:
        return _("too few cases for a percentage")
    told = {"change": signed(ratio.value), "low": signed(ratio.low), "high": signed(ratio.high)}
    return _("%(change)s %% (%(low)s to %(high)s %%)") % told


def signed(ratio: float) -> str:
    percent = round(100 * (ratio - 1))
    return f"+{controls.number(percent)}" if percent > 0 else controls.number(percent).replace("-", "\N{MINUS SIGN}")


def interval(change: Change) -> Any:
    """The interval on an axis of ±40 %, with the line of "the same" in the middle; a line alone where there is none."""
    ratio = change.ratio
    if ratio is None or change.few or ratio.value is None or ratio.high is None:
        return html.Div(className="sc-axis sc-axis--none", **{"aria-hidden": "true"})
    low, value, high = (place(one) for one in (ratio.low, ratio.value, ratio.high))
    tone = "sc-axis" if not ratio.clear else "sc-axis sc-axis--bad" if ratio.low > 1 else "sc-axis sc-axis--good"
    span = html.Span(className="sc-axis__span", style={"left": f"{low:.1f}%", "width": f"{max(1.0, high - low):.1f}%"})
    dot = html.Span(className="sc-axis__dot", style={"left": f"{value:.1f}%"})
    return html.Div([span, dot], className=tone, role="img", **{"aria-label": in_percent(ratio)})


def place(ratio: float) -> float:
    """Where a ratio stands on the axis, in percent of its length.

    >>> place(1.0), place(1.4), place(3.0), place(0.1)
    (50.0, 100.0, 100.0, 0.0)
    """
    return round(100 * (min(max(ratio - 1, -AXIS), AXIS) + AXIS) / (2 * AXIS), 6)


def counted(change: Change, days: Period, what: str) -> html.Details:
    """Definition, both periods, method."""
    earlier = days.year_before()
    pairs = [
        (_("Counted"), what),
        (_("Period"), f"{span_of(days)}: {controls.number(change.now)}"),
        (_("Year before"), f"{span_of(earlier)}: {controls.number(change.before)}"),
        (_("Method"), method()),
    ]
    return html.Details([html.Summary(_("How it is counted")), controls.facts(pairs)], className="sc-tile__how")


def method() -> str:
    return _(
        "Ratio of two Poisson rates with the exact conditional 95 %\N{NO-BREAK SPACE}interval (Przyborowski and "
        "Wilenski 1940). No clear change: the interval holds \u201cthe same\u201d."
    )


def span_of(period: Period) -> str:
    if not period.days:
        return _("no days")
    return f"{controls.day(period.first)} – {controls.day(period.last)}"


def lacking(one: Compared) -> str:
    """What a layer's data lacks for the period, in a sentence or two; "" for nothing."""
    return " ".join(told for told in (covered(one), apart(one)) if told)


def apart(one: Compared) -> str:
    """That some incidents of the period are known only as totals; "" where none are."""
    if not one.totals:
        return ""
    words = _("%(n)s more are known only as totals by district and month; they are not compared.")
    return words % {"n": controls.number(one.totals)}


def covered(one: Compared) -> str:
    """Which days of the period the data does not cover; "" for none."""
    if one.begins:
        return _("Data only since %(day)s: no year before to compare with.") % {"day": controls.day(one.begins)}
    if one.late:
        return _("Data up to %(day)s; both years are counted up to that day.") % {"day": controls.day(one.days.last)}
    return ""

"""The overview: a few honest figures of a period against the same days a year before."""

from datetime import date
from typing import Any

from dash import Dash, Input, Output, dcc, html
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboards import controls, empty_city, frame, page, queries, session
from dashboards.given import Text
from dashboards.official import about, figures, periods, table, tiles
from dashboards.official.figures import Compared
from dashboards.official.periods import Period
from dashboards.page import Page
from dashboards.workspaces import OFFICIAL
from gis_app.errors import BadFilter
from gis_app.incidents.filters import Filters
from gis_app.incidents.queries import not_placed
from gis_app.modules import INCIDENTS, is_on, on
from layers.words import CAMERA_STATES, word

CONTENT = "overview"
# A city that has none of these is not told so.
UNASKED = ("calls",)


def build() -> Page:
    app = page.build(OFFICIAL, OFFICIAL.prefix, layout, ("dashboards/data.css", "dashboards/overview.css"))
    register(app)
    return app


def layout() -> Any:
    city = queries.city()
    if city is None:
        return frame.frame(city, OFFICIAL.prefix, empty_city.page(session.current()), about.about())
    content = [dcc.Location(id="place", refresh=False), html.Div(id=CONTENT, className="sc-overview__content")]
    return frame.frame(city, OFFICIAL.prefix, html.Div(content, className="sc-page sc-overview"), about.about())


def register(app: Dash) -> None:
    """Callbacks of the page."""

    @app.callback(Output(CONTENT, "children"), Input("place", "search"))
    def shown(search: Text | None) -> Any:
        return content(session.current(), search, today())


def today() -> date:
    """The day that it is in the city."""
    return timezone.now().astimezone(queries.zone_of_city()).date()


def content(user: Any, search: str | None, now: date) -> list[Any]:
    """Heading, period, tiles, kinds; a sentence where the address's period can't be read."""
    try:
        period = periods.asked_for(search, now)
    except BadFilter as refused:
        return [heading(periods.usual(now), now), controls.error(_("This period cannot be read."), str(refused))]
    every = {layer: figures.compared(user, layer, period) for layer in on(INCIDENTS)}
    found = {layer: one for layer, one in every.items() if one or layer not in UNASKED}
    return [
        heading(period, now),
        html.Div(all_tiles(user, period, found), className="sc-overview__tiles"),
        table.kinds(found, period),
    ]


def heading(period: Period, now: date) -> html.Div:
    """The title, the two periods, and the choice of another."""
    words = _("%(period)s against the same days a year before") % {"period": tiles.span_of(period)}
    chosen = [choice(name, one, one == period) for name, one in periods.presets(now)]
    return html.Div(
        [
            html.H1(_("Overview of the city"), className="sc-title"),
            html.Span(words, className="sc-quiet"),
            html.Nav(chosen, className="sc-choice", **{"aria-label": _("Period")}),
        ],
        className="sc-overview__head",
    )


def choice(name: str, period: Period, on: bool) -> dcc.Link:
    style = "sc-choice__one sc-choice__one--on" if on else "sc-choice__one"
    return dcc.Link(name, href=OFFICIAL.prefix + period.query(), className=style)


def all_tiles(user: Any, period: Period, found: dict[str, Compared | None]) -> list[Any]:
    told = {
        "crimes": (_("Crimes"), _("Every crime whose day lies in the period, on the map or not known where.")),
        "accidents": (_("Road accidents"), _("Every road accident whose day lies in the period.")),
        "calls": (_("Emergency calls"), _("Every emergency call whose day lies in the period.")),
    }
    accidents = found.get("accidents")
    return [
        *(incidents(user, told[layer][0], one, told[layer][1], layer) for layer, one in found.items()),
        *([deaths(user, accidents)] if accidents else []),
        *events(user, period, found),
        *([cameras(user)] if is_on("cameras") else []),
        *([unplaced(user, period)] if found else []),
    ]


def incidents(user: Any, name: str, one: Compared | None, what: str, layer: str) -> Any:
    if one is None:
        n = queries.summed(user, {}, [layer])
        told = _("%(n)s, known only as totals by district and month: see the map.") % {"n": controls.number(n)}
        nothing = _("None in the store. A planner gives a file.")
        return html.Div(controls.empty(name, told if n else nothing), className="sc-panel")
    link = f"{OFFICIAL.map}{one.days.query(layers=backdrop(layer))}"
    return tiles.figure(name, one.total, one.days, what, link, tiles.lacking(one))


def backdrop(layer: str) -> str:
    """The layers of a map that is about one of them."""
    return f"areas,streets,buildings,ground,{layer}"


def deaths(user: Any, accidents: Compared) -> Any:
    change = figures.deadly(user, accidents.days, accidents.total.ratio is not None)
    what = _("Road accidents in which at least one person was killed; accidents are counted, not the killed.")
    link = f"{OFFICIAL.map}{accidents.days.query(layers=backdrop('accidents'))}"
    return tiles.figure(_("Deadly road accidents"), change, accidents.days, what, link, tiles.lacking(accidents))


def events(user: Any, period: Period, found: dict[str, Compared | None]) -> list[html.Article]:
    """All incidents together, what several records tell of once; nothing where no record is linked to another."""
    counted = figures.told(user, found)
    if not counted.again:
        return []
    pairs = [
        (_("Records"), controls.number(counted.records)),
        (_("Told by another record too"), controls.number(counted.again)),
    ]
    note = _("Records that are linked as one event count once here, and once each elsewhere.")
    body = html.Div([controls.facts(pairs), html.Div(note, className="sc-caption")])
    shown = ",".join([*(backdrop(layer) for layer in list(found)[:1]), *list(found)[1:]])
    return [plain(_("Events"), controls.number(counted.events), body, f"{OFFICIAL.map}{period.query(layers=shown)}")]


def cameras(user: Any) -> html.Article:
    """Cameras by state, as the passports have it."""
    counts = figures.cameras(user)
    pairs = [(word(CAMERA_STATES, state), controls.number(n)) for state, n in counts.most_common()]
    return plain(
        _("Cameras"),
        controls.number(counts.total()),
        controls.facts(pairs),
        f"{OFFICIAL.map}?layers={backdrop('cameras')}",
    )


def unplaced(user: Any, period: Period) -> html.Article:
    """Rows of the period that no figure of the map has."""
    filters = Filters(from_=period.first, to=period.end)
    counts = {layer: not_placed(user, layer, filters).count() for layer in on(INCIDENTS)}
    names = {"crimes": _("Crimes"), "accidents": _("Road accidents"), "calls": _("Emergency calls")}
    pairs = [(names[layer], controls.number(n)) for layer, n in counts.items()]
    note = html.Div(_("Rows that could not be taken; the figures beside leave them out."), className="sc-caption")
    body = html.Div([controls.facts(pairs), note])
    return plain(_("Not placed"), controls.number(sum(counts.values())), body, OFFICIAL.data)


def plain(name: str, value: str, body: Any, link: str) -> html.Article:
    """A tile without a comparison."""
    return html.Article(
        [html.H2(name, className="sc-heading"), html.A(value, href=link, className="sc-tile__value"), body],
        className="sc-panel sc-tile",
    )

"""Two records side by side, what differs marked, and where they lie."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from dash import html
from django.utils.translation import gettext as _

from dashboards import controls, session
from dashboards.city_map.card import GLYPHS, TONES
from gis_app.errors import Mistake
from layers.cards import card
from layers.registry import BY_ID
from layers.style import style

Record = Mapping[str, Any]
GROUND = ("ground", "areas", "streets", "buildings")


def record(user: Any, layer: str, number: int) -> Record | None:
    """The card of a record, None where it is gone or not for this person."""
    try:
        return card(user, BY_ID[layer], str(number))
    except Mistake:
        return None


def table(records: Sequence[Record | None], letters: Sequence[str] = ("A", "B")) -> html.Table:
    """A line a fact, a column a record; a fact that both state differently is marked, with a sign beside the colour."""
    told = [{fact["name"]: fact["value"] for fact in one["facts"]} if one else {} for one in records]
    names = list(dict.fromkeys(name for one in told for name in one))
    return html.Table(
        [
            html.Thead(html.Tr([html.Th(""), *map(head, records, letters)])),
            html.Tbody([line(name, told) for name in names]),
        ],
        className="sc-rows sc-pair__facts",
    )


def head(one: Record | None, letter: str) -> html.Th:
    if one is None:
        return html.Th(controls.empty(_("This record is gone."), _("Its link stays until you decide.")))
    layer = one["layer"]
    chip = controls.chip(str(BY_ID[layer].title), TONES.get(layer, ""), GLYPHS.get(layer))
    return html.Th(
        [
            html.Div([html.I(letter, className="sc-letter"), chip, on_map(one)], className="sc-pair__head"),
            html.Div(one["title"], className="sc-heading"),
            html.Div(one["source"]["name"], className="sc-caption"),
        ],
        scope="col",
    )


def on_map(one: Record) -> html.A:
    lon, lat = one["point"]
    address = f"{session.workspace().map}?map={lat:.5f},{lon:.5f},17.00&open={one['layer']}/{one['id']}"
    return html.A([controls.icon("map-pin"), _("On the map")], href=address, className="sc-button")


def line(name: str, told: Sequence[Mapping[str, str]]) -> html.Tr:
    values = [one.get(name, "") for one in told]
    differs = len({value for value in values if value}) > 1
    mark = html.Span("≠", className="sc-pair__mark", title=_("differs"), **{"aria-label": _("differs")})
    cells = [html.Td(value or "—", className="" if value else "sc-quiet") for value in values]
    return html.Tr(
        [html.Th([name, mark] if differs else name, scope="row"), *cells],
        className="sc-pair__differs" if differs else "",
    )


def spots(identity: Any, records: Sequence[Record | None], letters: Sequence[str] = ("A", "B")) -> html.Div:
    """The map of the records' points; assets/spots.mjs draws it."""
    points = [
        {"letter": letter, "at": one["point"]} for letter, one in zip(letters, records, strict=True) if one is not None
    ]
    label = _("Map of the two records; their coordinates stand in the table.")
    return html.Div(
        id=identity,
        className="sc-spots",
        **{"data-points": orjson.dumps(points).decode(), "aria-label": label, "role": "img"},
    )


def ground() -> str:
    """The map's style with nothing but the ground, as JSON: what `data-style` of the page's map box holds."""
    drawn = {**style(session.workspace().theme, "/tiles"), "metadata": {}}
    drawn["sources"] = {name: source for name, source in drawn["sources"].items() if name in GROUND}
    drawn["layers"] = [one for one in drawn["layers"] if one.get("source", "ground") in drawn["sources"]]
    return orjson.dumps(drawn).decode()

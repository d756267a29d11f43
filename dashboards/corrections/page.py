"""The queue of corrections: the list, the map, the row as it came. assets/corrections.mjs fills it from the API."""

from typing import Any

import orjson
from dash import html
from django.utils.translation import gettext as _

from dashboards import empty_city, frame, queries, session
from dashboards.corrections import about, words
from layers.style import style

NOT_DRAWN = {"crimes", "accidents", "calls", "cameras", "coverage", "gaps", "sites", "wedges", "selection"}


def layout(address: str) -> Any:
    user, city = session.current(), queries.city()
    content = page(city) if city else empty_city.page(user)
    return frame.frame(city, address, content, about.about())


def page(city: Any) -> html.Div:
    """The empty parts; what the script needs to know stands in the attributes."""
    return html.Div(
        [
            html.Div(
                [
                    html.H1(_("Corrections"), className="sc-title"),
                    html.Div(id="queue-views", className="sc-queue__views"),
                ],
                className="sc-queue__head",
            ),
            html.Div(id="queue-list", className="sc-panel sc-queue__list", role="listbox", tabIndex="0"),
            html.Div(
                [html.Div(id="queue-map", className="sc-queue__canvas"), html.Div(id="queue-hint", role="status")],
                className="sc-panel sc-queue__map",
            ),
            html.Div(id="queue-row", className="sc-panel sc-queue__row", **{"aria-live": "polite"}),
        ],
        id="queue",
        className="sc-page sc-queue",
        **{
            "data-config": orjson.dumps(config(city)).decode(),
            "data-words": orjson.dumps(words.words()).decode(),
        },
    )


def config(city: Any) -> dict[str, Any]:
    """The ground of the map alone, and the city's bounds."""
    west, south, east, north = city.bounds
    drawn = style(session.workspace().theme, "/tiles", (south + north) / 2)
    layers = [layer for layer in drawn["layers"] if layer.get("source") not in NOT_DRAWN]
    used = {layer.get("source") for layer in layers}
    sources = {name: source for name, source in drawn["sources"].items() if name in used}
    return {
        "style": {**drawn, "layers": layers, "sources": sources},
        "bounds": [[west, south], [east, north]],
        "attribution": queries.attribution(),
        "map": session.workspace().map,
    }

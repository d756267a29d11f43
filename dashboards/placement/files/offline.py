"""A scenario as one page that needs no network: Folium's map with Leaflet, the ground and every text inside."""

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import folium
import orjson
from branca.element import Element
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dashboards.placement import told, words
from dashboards.placement.files.content import Content, about
from dashboards.placement.files.near import around, bounds
from gis_app import speech
from layers.palette import LIGHT

LEAFLET = settings.WEB_PACKAGES / "leaflet" / "dist"
OWN = Path(__file__).with_name("offline.css")
IMAGE = re.compile(r"url\([^)]*\)")
GROUND = {
    "green": {"color": LIGHT.park, "weight": 0, "fillOpacity": 1},
    "water": {"color": LIGHT.water, "weight": 1.5, "fillOpacity": 1},
    "streets": {"color": LIGHT.avenue_casing, "weight": 3, "fill": False},
    "buildings": {"color": LIGHT.building_edge, "weight": 0.6, "fillColor": LIGHT.building, "fillOpacity": 1},
    "today": {"color": LIGHT.camera, "weight": 0.8, "fillColor": "#8A6CCB", "fillOpacity": 0.28},
}
LITERAL = str.maketrans({letter: f"&#{ord(letter)};" for letter in "`$\\"})
ZONE = {"color": LIGHT.accent, "weight": 1, "fillColor": LIGHT.accent, "fillOpacity": 0.28}


class Offline(folium.Map):
    """Folium's map that names no address: what it would load stands in the page itself."""

    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []


def page(user: Any, of: Content) -> str:
    """The whole page. user: whose ground and zones of today it shows."""
    made = Offline(tiles=None, control_scale=True, zoom_control=True, max_zoom=20, prefer_canvas=True)
    root: Any = made.get_root()
    root.title = escape(of.row.name)
    root.header.add_child(
        Element(f"<style>{leaflet_css()}{OWN.read_text(encoding='utf-8')}</style><script>{leaflet_js()}</script>")
    )
    laid(made, user, of)
    root.html.add_child(Element(tables(of)))
    text: str = root.render()
    return text.replace("<html>", f'<html lang="{get_language() or "en"}">', 1)


@cache
def leaflet_js() -> str:
    return (
        (LEAFLET / "leaflet.js")
        .read_text(encoding="utf-8")
        .split("//# sourceMappingURL")[0]
        .replace("</script", "<\\/script")
    )


@cache
def leaflet_css() -> str:
    """Without its pictures: the page uses none of them, and they would be asked for beside the file."""
    return IMAGE.sub("none", (LEAFLET / "leaflet.css").read_text(encoding="utf-8"))


def laid(made: folium.Map, user: Any, of: Content) -> None:
    """Ground, today's zones, the scenario's zones and cameras; the latter three can be switched."""
    titles = {"today": _("seen today")}
    for name, shapes in around(user, of).items() if of.cameras else ():
        style = GROUND[name]
        folium.GeoJson(
            shapes, name=titles.get(name), control=name in titles, style_function=lambda _one, style=style: style
        ).add_to(made)
    zones = folium.FeatureGroup(name=_("seen by a camera of the scenario")).add_to(made)
    pins = folium.FeatureGroup(name=_("Cameras of the scenario")).add_to(made)
    for number, one in enumerate(of.account.added, 1):
        zone = of.zones.get(one.camera.pk)
        if zone is not None:
            shape = orjson.loads(orjson.dumps(told.geojson(zone)))
            folium.GeoJson(shape, style_function=lambda _one: ZONE).add_to(zones)
        lon, lat = one.camera.point.coords
        said = f"{number}. {one.camera.place}: {told.reason(one.kinds)}"
        icon = folium.DivIcon(html=f'<div class="pin">{number}</div>', icon_size=(26, 26), icon_anchor=(13, 13))
        folium.Marker([lat, lon], icon=icon, tooltip=folium.Tooltip(quoted(said))).add_to(pins)
    folium.LayerControl(collapsed=False).add_to(made)
    if of.cameras:
        west, south, east, north = bounds(of)
        made.fit_bounds([[south, west], [north, east]])


def quoted(text: str) -> str:
    """As HTML that may stand in a script's template literal too, where Folium puts a tooltip."""
    return escape(text).translate(LITERAL)


def tables(of: Content) -> str:
    """What it is of, its figures, cameras and bill, as tables below the map."""
    figures = [(one["name"], one["today"], one["value"], one["note"]) for one in map(told.figure, of.account.figures)]
    money = of.account.bill.currency
    cameras = [
        (str(number), one.camera.place, told.reason(one.kinds), speech.number(one.count), words.money(one.cost, money))
        for number, one in enumerate(of.account.added, 1)
    ]
    bill = [(line["name"], line["value"]) for line in told.bill(of.account.bill)]
    parts = [
        f"<h1>{escape(of.row.name)}</h1>",
        table([], about(of)),
        table([_("Figure"), _("Today"), _("Scenario"), ""], figures),
        table(["№", _("Place"), _("Reason"), _("Incidents / year"), _("Cost")], cameras),
        table([_("Bill"), ""], bill),
    ]
    return f"<main>{''.join(parts)}</main>"


def table(heads: list[str], rows: list[tuple[str, ...]]) -> str:
    top = "".join(f"<th>{escape(head)}</th>" for head in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{f'<thead><tr>{top}</tr></thead>' if heads else ''}<tbody>{body}</tbody></table>"

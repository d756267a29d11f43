"""Places in the administrator's pages, each drawn on our own background map. They come by deliveries: nothing is
changed here."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.gis.geos import GEOSGeometry
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from gis_app.people.admin import Guarded, site
from gis_app.places.models import Area, City, Site
from layers.style import style

BACKGROUND = {None, "ground", "streets", "buildings"}
SIMPLE_M = 5.0
METRES_PER_DEGREE = 111_320.0


class OnTheMap(Guarded):
    """Rows with a geometry: read, searched, drawn; never changed by hand."""

    geometry: str = "shape"
    heavy: tuple[str, ...] = ("shape",)
    readonly_fields = ("map",)

    class Media:
        css = {"all": ("vendor/maplibre-gl/maplibre-gl.css", "gis_app/geo-map.css")}
        js = (Script("gis_app/geo-map.mjs", type="module"),)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Rows of a list without their geometries, which may be large."""
        rows = super().get_queryset(request)
        one = request.resolver_match and "object_id" in request.resolver_match.kwargs
        return rows if one else rows.defer(*self.heavy)

    @admin.display(description=_("Map"))
    def map(self, row: Any) -> SafeString:
        return drawn(getattr(row, self.geometry))


@admin.register(Area, site=site)
class AreaAdmin(OnTheMap):
    list_display = ("name", "kind", "code", "population", "source")
    list_filter = ("kind", "source")
    list_select_related = ("source",)
    search_fields = ("name", "code")
    fields = ("name", "kind", "code", "population", "map", "names", "source")


@admin.register(Site, site=site)
class SiteAdmin(OnTheMap):
    list_display = ("name", "kind", "address", "area", "source")
    list_filter = ("kind", "source")
    list_select_related = ("area", "source")
    search_fields = ("name", "address")
    fields = ("name", "kind", "address", "phone", "area", "map", "names", "source")
    geometry = "point"


@admin.register(City, site=site)
class CityAdmin(OnTheMap):
    list_display = ("name", "code", "timezone", "crs", "invented")
    fields = ("name", "code", "timezone", "crs", "languages", "margin_m", "map", "invented")
    geometry, heavy = "boundary", ("boundary", "near")


def drawn(shape: GEOSGeometry | None) -> SafeString:
    """A map with the shape over our own tiles, the shape simplified to metres."""
    if shape is None:
        return SafeString("—")
    simple = shape.simplify(SIMPLE_M / METRES_PER_DEGREE, preserve_topology=True)
    latitude = shape.centroid.y
    facts = {"style": background(latitude), "shape": simple.json, "bounds": list(shape.extent)}
    return SafeString(render_to_string("admin/geo_map.html", facts))


def background(latitude: float) -> dict[str, Any]:
    """The city map's style without what needs symbols: land, water, streets, buildings and their names."""
    whole = style("light", "/tiles", latitude)
    kept: Iterable[dict[str, Any]] = (layer for layer in whole["layers"] if layer.get("source") in BACKGROUND)
    sources = {name: one for name, one in whole["sources"].items() if name in BACKGROUND}
    return {"version": 8, "sources": sources, "layers": list(kept)}

"""Places in the administrator's pages, each drawn on our own background map. They come by deliveries: nothing is
changed here."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import admin
from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Exists, OuterRef, QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from gis_app.config.ground import background
from gis_app.people.admin import Guarded, site
from gis_app.places.models import Area, City, Site
from gis_app.sources.models import Source
from layers.words import AREA_KINDS, SITE_KINDS, word

SIMPLE_M = 5.0
METRES_PER_DEGREE = 111_320.0


def column(title: Any, field: str, told: Callable[[Any], Any] = lambda value: value, **more: Any) -> Callable[..., Any]:
    """A column of a list, or a line of a record, under a name in the reader's language."""

    def shown(self: Any, row: Any) -> Any:
        return told(getattr(row, field))

    return admin.display(shown, description=title, ordering=field, **more)


def listed(values: Iterable[str]) -> str:
    return ", ".join(values)


def of_kind(words: Mapping[str, Any]) -> Callable[..., Any]:
    return column(_("Kind"), "kind", lambda code: word(dict(words), code))


def by_language(names: Mapping[str, str]) -> str:
    return " · ".join(f"{language}: {name}" for language, name in sorted(names.items()))


NAME = admin.display(lambda self, row: str(row), description=_("Name"), ordering="name")
NAMES = column(_("Names by language"), "names", by_language)
SOURCE = column(_("Source"), "source", lambda source: source.title)


def kinds_filter(words: Mapping[str, Any]) -> type[admin.SimpleListFilter]:
    """The filter by kind, with the kinds that there are, in the reader's language."""

    class OfKind(admin.SimpleListFilter):
        title, parameter_name = _("Kind"), "kind"

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
            there = model_admin.model.objects.order_by("kind").values_list("kind", flat=True).distinct()
            return [(code, word(dict(words), code)) for code in there]

        def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
            return queryset.filter(kind=self.value()) if self.value() else queryset

    return OfKind


class OfSource(admin.SimpleListFilter):
    """The filter by source, with those that have such rows."""

    title, parameter_name = _("Source"), "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        own = Exists(model_admin.model.objects.filter(source=OuterRef("pk")))
        return [(source.code, source.title) for source in Source.objects.filter(own).order_by("name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(source__code=self.value()) if self.value() else queryset


class OnTheMap(Guarded):
    """Rows with a geometry: read, searched, drawn; never changed by hand."""

    geometry: str = "shape"
    heavy: tuple[str, ...] = ("shape",)

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
    # Under a field's own name Django would show the field, and its English name with it.
    called, sort, mark = NAME, of_kind(AREA_KINDS), column(_("Code"), "code")
    people, tongues, origin = column(_("Population"), "population"), NAMES, SOURCE
    list_display = ("called", "sort", "mark", "people", "origin")
    list_filter = (kinds_filter(AREA_KINDS), OfSource)
    list_select_related = ("source",)
    search_fields = ("name", "code")
    fields = readonly_fields = ("called", "sort", "mark", "people", "map", "tongues", "origin")


@admin.register(Site, site=site)
class SiteAdmin(OnTheMap):
    called, sort, spot = NAME, of_kind(SITE_KINDS), column(_("Address"), "address")
    telephone, district, tongues, origin = column(_("Telephone"), "phone"), column(_("Area"), "area"), NAMES, SOURCE
    list_display = ("called", "sort", "spot", "district", "origin")
    list_filter = (kinds_filter(SITE_KINDS), OfSource)
    list_select_related = ("area", "source")
    search_fields = ("name", "address")
    fields = readonly_fields = ("called", "sort", "spot", "telephone", "district", "map", "tongues", "origin")
    geometry = "point"


@admin.register(City, site=site)
class CityAdmin(OnTheMap):
    called, mark, zone = column(_("Name"), "name"), column(_("Code"), "code"), column(_("Time zone"), "timezone")
    metric, tongues = (
        column(_("Metric coordinate system"), "crs"),
        column(_("Languages of the city"), "languages", listed),
    )
    margin = column(_("Margin around the boundary, m"), "margin_m")
    made_up = column(_("Invented city"), "invented", boolean=True)
    list_display = ("called", "mark", "zone", "metric", "made_up")
    fields = readonly_fields = ("called", "mark", "zone", "metric", "tongues", "margin", "map", "made_up")
    geometry, heavy = "boundary", ("boundary", "near")


def drawn(shape: GEOSGeometry | None) -> SafeString:
    """A map with the shape over our own tiles, the shape simplified to metres."""
    if shape is None:
        return SafeString("—")
    simple = shape.simplify(SIMPLE_M / METRES_PER_DEGREE, preserve_topology=True)
    latitude = shape.centroid.y
    facts = {"style": background(latitude), "shape": simple.json, "bounds": list(shape.extent)}
    return SafeString(render_to_string("admin/geo_map.html", facts))

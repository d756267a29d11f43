"""Every address of the product; each is guarded by a permission or public on purpose."""

from django.urls import URLPattern, include, path

from dashboards.placement.files import views as scenario_files
from gis_app.config import pages, status
from gis_app.devices import urls as devices
from gis_app.people import token_pages
from gis_app.people import urls as people
from gis_app.people.admin import site
from gis_app.people.guard import guarded, public
from gis_app.people.pages import language
from gis_app.people.permissions import Permission
from gis_app.places import watches
from gis_app.places.queries import city
from layers.public import views as public_edition


def workspace(name: str) -> list[URLPattern]:
    """A workspace's dashboards: `/<name>/`, and the pages below it."""
    view = pages.dashboards(name)
    return [path(name, view), path(f"{name}/", view, name=name), path(f"{name}/<path:path>", view)]


urlpatterns = [
    *people.routes(city=city, watches=watches),
    *devices.routes(),
    *public(
        path("healthz", pages.healthz),
        path("readyz", pages.readyz),
        path("i18n/setlang/", language.turn, name="set_language"),
        path("public/", public_edition.listed, name="public"),
        path("public/<str:name>/<str:part>", public_edition.file, name="public_file"),
    ),
    *guarded(
        Permission.SCENARIO_EDIT,
        path("export/scenarios/<int:scenario>.<str:form>", scenario_files.download, name="scenario_file"),
    ),
    *guarded(
        Permission.MAP_SEE,
        path("", pages.home, name="home"),
        path("export/", include("layers.export.urls")),
        path("account/tokens/", token_pages.tokens, name="tokens"),
        path("account/tokens/<int:token>/revoke", token_pages.revoke, name="token_revoke"),
    ),
    *guarded(
        Permission.MAP_SEE,
        path("tiles/", include("layers.urls")),
        path("api/", include("gis_app.config.api")),
        path("", include("layers.ogc.urls")),
        path("status", status.status, name="status"),
        tokens=True,
    ),
    *guarded(Permission.PLANNER_OPEN, *workspace("planner")),
    *guarded(Permission.OFFICIAL_OPEN, *workspace("official")),
    *guarded(Permission.OPERATOR_OPEN, *workspace("operator")),
    *guarded(Permission.AUDIT_SEE, *workspace("auditor")),
    *guarded(Permission.SETTINGS_SEE, *workspace("administrator")),
    *guarded(Permission.INVESTIGATOR_OPEN, *workspace("investigator")),
    *guarded(Permission.OWNER_OPEN, *workspace("owner")),
    *guarded(Permission.HEALTH_SEE, path("health/", pages.health, name="health")),
    *guarded(Permission.HEALTH_SEE, path("metrics", pages.metrics, name="metrics"), tokens=True),
    *guarded(Permission.PEOPLE_MANAGE, path("admin/", site.urls)),
]

handler400 = "gis_app.config.errors.bad_request"
handler403 = "gis_app.config.errors.forbidden"
handler404 = "gis_app.config.errors.not_found"
handler500 = "gis_app.config.errors.unexpected"

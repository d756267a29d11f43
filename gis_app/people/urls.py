"""Every address of people: the doors, one's own account, the administrator's and the auditor's pages."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, URLResolver, path

from gis_app.people import views
from gis_app.people.guard import guarded, public
from gis_app.people.links import Kind
from gis_app.people.pages import account, audit, links, office
from gis_app.people.permissions import Permission


def routes(*, city: Callable[[], Any], watches: Any) -> list[URLPattern | URLResolver]:
    """`city` tells the clock that the audit's times are shown by; `watches` (office.Watches) what people's duty is."""
    return [
        *public(
            path("login/", views.sign_in, name="login"),
            path("login/code/", views.code, name="login_code"),
            path("login/oidc/", views.leave_for_house, name="login_oidc"),
            path("login/oidc/back/", views.back_from_house, name="login_oidc_back"),
            path("invite/<str:token>", links.choose, {"kind": Kind.INVITE}, name="invite_link"),
            path("reset/<str:token>", links.choose, {"kind": Kind.RESET}, name="reset_link"),
        ),
        *guarded(
            Permission.MAP_SEE,
            path("logout/", views.sign_out, name="logout"),
            path("account/", account.account, name="account"),
            path("account/second-factor/", account.factor, name="second_factor"),
            path("account/do/<slug:name>", account.act, name="account_act"),
            path("roles/", account.roles, name="roles"),
        ),
        *guarded(
            Permission.PEOPLE_MANAGE,
            path("people/", office.people, name="people"),
            path("people/invite/", office.invite, {"watches": watches}, name="invite"),
            path("people/<int:pk>/", office.person, {"watches": watches}, name="person"),
            path("people/<int:pk>/<slug:name>", office.act, {"watches": watches}, name="person_act"),
        ),
        *guarded(
            Permission.AUDIT_SEE,
            path("audit/", audit.audit, {"city": city}, name="audit"),
            path("audit/verify", audit.verify, name="audit_verify"),
            path("audit/rows.csv", audit.rows, {"city": city}, name="audit_rows"),
        ),
    ]

"""Every address of people: the doors, one's own account, the administrator's and the auditor's pages."""

from django.urls import path

from gis_app.people import views
from gis_app.people.guard import guarded, public
from gis_app.people.links import Kind
from gis_app.people.pages import links
from gis_app.people.permissions import Permission

urlpatterns = [
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
    ),
]

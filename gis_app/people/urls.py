"""The way in, which is public, and the way out."""

from django.urls import path

from gis_app.people import views
from gis_app.people.guard import guarded, public
from gis_app.people.permissions import Permission

urlpatterns = [
    *public(path("login/", views.sign_in, name="login")),
    *guarded(Permission.MAP_SEE, path("logout/", views.sign_out, name="logout")),
]

"""How the administrator's pages name this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Places(AppConfig):
    name = "gis_app.places"
    verbose_name = _("City")

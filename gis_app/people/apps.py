"""How the administrator's pages name this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class People(AppConfig):
    name = "gis_app.people"
    verbose_name = _("People")

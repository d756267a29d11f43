"""How the administrator's pages name this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Findings(AppConfig):
    name = "gis_app.findings"
    verbose_name = _("Cameras")

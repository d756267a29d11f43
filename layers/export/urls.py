"""The addresses of downloads. Who may see which layer is asked in the view, by the layer's own permission."""

from django.urls import path

from layers.export import passports
from layers.export.views import download

urlpatterns = [
    path("passports.<str:form>", passports.download, name="export_passports"),
    path("<str:layer>.<str:form>", download, name="export"),
]

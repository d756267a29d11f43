"""The addresses of downloads. Who may see which layer is asked in the view, by the layer's own permission."""

from django.urls import path

from layers.export.views import download

urlpatterns = [path("<str:layer>.<str:form>", download, name="export")]

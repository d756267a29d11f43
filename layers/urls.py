"""The addresses of tiles. Who may see which layer is asked in the view, by the layer's own permission."""

from django.urls import path

from layers.views import tile

urlpatterns = [path("<str:layer>/<str:z>/<str:x>/<str:y>.pbf", tile, name="tile")]

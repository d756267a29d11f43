"""The addresses of OGC API Features. Who may see which layer is asked in the view, by the layer's own permission."""

from django.urls import path

from layers.ogc import views

urlpatterns = [
    path("ogc", views.landing),
    path("ogc/", views.landing, name="ogc"),
    path("ogc/api", views.api, name="ogc_api"),
    path("ogc/conformance", views.conformance, name="ogc_conformance"),
    path("ogc/collections", views.collections, name="ogc_collections"),
    path("ogc/collections/<str:layer>", views.collection, name="ogc_collection"),
    path("ogc/collections/<str:layer>/items", views.features, name="ogc_items"),
    path("ogc/collections/<str:layer>/items/<str:record>", views.feature, name="ogc_item"),
]

"""Names of areas as points: a polygon cut into tiles would be named once in each."""

from typing import Any

from django.contrib.gis.db.models.functions import PointOnSurface
from django.db.models import TextField
from django.db.models.functions import Coalesce

from gis_app.incidents.filters import Filters
from layers.areas import AREAS
from layers.drawing import FONT, StyleLayer, label_paint
from layers.layer import Viewer
from layers.palette import Palette
from layers.shared import known, local_name

SOURCE = "area-names"
MOST = 2_000
ZOOMS = {"district": (10, 16), "administrative": (10, 16), "police_district": (11, 16), "beat": (13, 17)}


def area_names(user: Viewer) -> dict[str, Any]:
    """A FeatureCollection of the areas' names in the viewer's language, a point in each; the city has none."""
    rows = (
        AREAS.rows(user, Filters())
        .filter(kind__in=ZOOMS)
        .annotate(spot=PointOnSurface("shape"), label=Coalesce(local_name(), known("code"), output_field=TextField()))
    )
    features = [
        {
            "type": "Feature",
            "properties": {"kind": row["kind"], "name": row["label"]},
            "geometry": {"type": "Point", "coordinates": [round(row["spot"].x, 6), round(row["spot"].y, 6)]},
        }
        for row in rows.order_by("pk").values("kind", "label", "spot")[:MOST]
    ]
    return {"type": "FeatureCollection", "features": features}


def names(palette: Palette) -> list[StyleLayer]:
    """Capitals with a halo, larger for larger kinds; whatever would collide stays away."""
    return [
        {
            "id": f"areas-name-{kind}",
            "type": "symbol",
            "source": SOURCE,
            "minzoom": nearest,
            "maxzoom": furthest,
            "filter": ["==", ["get", "kind"], kind],
            "layout": {
                "text-field": ["get", "name"],
                "text-font": FONT,
                "text-size": 11 if kind == "beat" else 13,
                "text-transform": "uppercase",
                "text-letter-spacing": 0.08,
                "text-max-width": 8,
                "text-padding": 6,
                "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
            },
            "paint": {**label_paint(palette, palette.area), "text-halo-width": 2},
        }
        for kind, (nearest, furthest) in ZOOMS.items()
    ]

"""A rectangle of degrees as the address gives it; west greater than east means that it crosses 180°."""

from dataclasses import dataclass

from django.contrib.gis.geos import Polygon
from django.db.models import Q
from django.utils.translation import gettext as _

from gis_app.errors import BadFilter


@dataclass(frozen=True)
class Box:
    west: float
    south: float
    east: float
    north: float

    @classmethod
    def parse(cls, text: str) -> "Box":
        """`w,s,e,n` in degrees; raises BadFilter.

        >>> Box.parse("-87.7,41.8,-87.6,41.9").east
        -87.6
        """
        try:
            west, south, east, north = (float(part) for part in text.split(","))
        except ValueError:
            raise BadFilter(_("bbox is west,south,east,north in degrees.")) from None
        if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
            raise BadFilter(_("bbox is west,south,east,north within ±180 and ±90 degrees, south below north."))
        return cls(west, south, east, north)

    def meets(self, geometry: str) -> Q:
        """Rows whose box meets this one, by the index."""
        spans = [(self.west, self.east)] if self.west <= self.east else [(self.west, 180.0), (-180.0, self.east)]
        found = Q()
        for west, east in spans:
            found |= Q(**{f"{geometry}__bboverlaps": rectangle(west, self.south, east, self.north)})
        return found


def rectangle(west: float, south: float, east: float, north: float) -> Polygon:
    box = Polygon.from_bbox((west, south, east, north))
    box.srid = 4326
    return box

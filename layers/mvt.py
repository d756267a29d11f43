"""From a layer's rows to a vector tile: one SQL a tile. No other file knows ST_AsMVT."""

from dataclasses import dataclass
from math import atan, degrees, pi, sinh
from typing import Any

from django.db import connection, transaction
from django.db.models import Avg, BinaryField, Count, F, FloatField, Func, Min, QuerySet, Value
from django.db.models.functions import Floor

from layers.bbox import rectangle
from layers.layer import Layer, Shape, expressions

EXTENT = 4096
BUFFER = 64
MAX_ZOOM = 22
EARTH_M = 40_075_016.685578488
CELLS_ACROSS = 96
CELLS_ACROSS_FAR = 64
FAR_ZOOM = 11
PREFIX = "mvt_"
GEOMETRY = "mvt_geometry"


@dataclass(frozen=True)
class Address:
    """A tile's place in the pyramid of EPSG:3857, y counted from the north."""

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        side = 1 << min(self.z, MAX_ZOOM)
        return 0 <= self.z <= MAX_ZOOM and 0 <= self.x < side and 0 <= self.y < side

    @property
    def width_m(self) -> float:
        """Metres of EPSG:3857 from edge to edge."""
        return EARTH_M / (1 << self.z)

    def degrees(self, buffer: float = 0.0) -> tuple[float, float, float, float]:
        """West, south, east, north; `buffer` is a share of the tile's width added on every side."""
        side = 1 << self.z

        def latitude(row: float) -> float:
            return degrees(atan(sinh(pi * (1 - 2 * row / side))))

        west, east = ((self.x + shift) / side * 360 - 180 for shift in (-buffer, 1 + buffer))
        return west, latitude(self.y + 1 + buffer), east, latitude(self.y - buffer)


def run(statement: str, values: tuple[Any, ...]) -> bytes:
    """The tile's protobuf, b"" when nothing of the layer lies in it.

    One process a tile: many tiles are asked for at once, and a parallel plan would read the table instead of the index.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        cursor.execute(statement, values)
        return bytes(cursor.fetchone()[0] or b"")


def compiled(layer: Layer, rows: QuerySet, address: Address) -> tuple[str, tuple[Any, ...]]:
    """The one SQL and its parameters; raises `EmptyResultSet` where the viewer can see nothing."""
    features = cells(layer, rows, address) if address.z < layer.cells_below else pieces(layer, rows, address)
    inner, values = features.query.sql_with_params()
    names = [name for name in features.query.annotation_select if name.startswith(PREFIX) and name != GEOMETRY]
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(name)} AS {quote(name.removeprefix(PREFIX))}" for name in names)
    statement = (
        f"SELECT ST_AsMVT(feature, %s, {EXTENT}, 'geometry', 'feature_id') "
        f"FROM (SELECT {drawn(layer, address)} AS geometry, {columns} FROM ({inner}) row) feature"
    )
    return statement, (layer.id, *values)


def pieces(layer: Layer, rows: QuerySet, address: Address) -> QuerySet:
    """Every row that the tile shows, as it is, `layer.limit` at most."""
    buffer = 0.0 if layer.shape is Shape.POINT else BUFFER / EXTENT
    near = within(layer.detail(rows, address.z), layer.geometry, address, buffer)
    columns = expressions(layer.fields)
    shown = near.order_by(*layer.order).values(
        **prefixed(geometry=plain(layer.geometry), feature_id=F("pk"), **columns)
    )
    return shown[: layer.limit]


def cells(layer: Layer, rows: QuerySet, address: Address) -> QuerySet:
    """Points counted by the cells of a grid: `n` of them, at their middle, with the layer's `cells` properties."""
    west, south, east, north = address.degrees()
    across = CELLS_ACROSS_FAR if address.z < FAR_ZOOM else CELLS_ACROSS
    lon, lat = coordinate("ST_X", layer.geometry), coordinate("ST_Y", layer.geometry)
    column, row = ((lon - west) * (across / (east - west)), (lat - south) * (across / (north - south)))
    grid = within(rows, layer.geometry, address, 0.0).order_by().annotate(cell_x=Floor(column), cell_y=Floor(row))
    middle = sql("ST_SetSRID", sql("ST_MakePoint", Avg(lon), Avg(lat)), Value(4326))
    return grid.values("cell_x", "cell_y").annotate(
        **prefixed(geometry=middle, feature_id=Min("pk"), n=Count("pk"), **layer.cells)
    )


def within(rows: QuerySet, geometry: str, address: Address, buffer: float) -> QuerySet:
    """Rows whose box meets the tile's, asked of the index: the envelope is turned into degrees, not the column."""
    return rows.filter(**{f"{geometry}__bboverlaps": rectangle(*address.degrees(buffer))})


def drawn(layer: Layer, address: Address) -> str:
    """SQL of the geometry in the tile's own grid, simplified to half a pixel below the layer's deepest zoom.

    It stands outside the search: projecting is dear, and beside it the planner would shun the index.
    """
    flat = f"ST_Transform({GEOMETRY}, 3857)"
    if layer.shape is not Shape.POINT and address.z < layer.max_zoom:
        flat = f"ST_Simplify({flat}, {address.width_m / 1024}, true)"
    buffer = 0 if layer.shape is Shape.POINT else BUFFER
    return f"ST_AsMVTGeom({flat}, ST_TileEnvelope({address.z}, {address.x}, {address.y}), {EXTENT}, {buffer})"


def sql(function: str, *parts: Any) -> Func:
    """A PostGIS function whose answer Django leaves alone."""
    return Func(*parts, function=function, output_field=BinaryField())


def plain(column: str) -> Func:
    """A geometry column as the store holds it, without Django's own cast."""
    return Func(F(column), template="%(expressions)s", output_field=BinaryField())


def coordinate(function: str, geometry: str) -> Func:
    return Func(F(geometry), function=function, output_field=FloatField())


def prefixed(**columns: Any) -> dict[str, Any]:
    """Names that cannot meet a model's own."""
    return {PREFIX + name: value for name, value in columns.items()}

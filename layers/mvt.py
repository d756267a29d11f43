"""From a layer's rows to a vector tile: one SQL a tile. No other file knows ST_AsMVT."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import connection
from django.db.models import BinaryField, F, Func, QuerySet

from gis_app.incidents.filters import Filters
from layers import cells
from layers.address import Address, width_m
from layers.layer import Layer, Shape, Viewer, expressions
from layers.slots import Slot, Statement, meets

EXTENT = 4096
BUFFER = 64
LARGEST_BYTES = 450_000
FEWEST = 200
PREFIX = "mvt_"
GEOMETRY = "mvt_geometry"


def drawn(statement: Statement, address: Address) -> tuple[bytes, int]:
    """The tile's protobuf and how many features were found for it; b"" when nothing of the layer lies in it."""
    with connection.cursor() as cursor:
        cursor.execute(*statement.of(address))
        body, found = cursor.fetchone()
        return bytes(body or b""), found


def crowded(layer: Layer, body: bytes, found: int) -> bool:
    """Whether a tile is larger than it may be, or leaves out points."""
    return len(body) > LARGEST_BYTES or (layer.shape is Shape.POINT and found > layer.limit)


def statement(layer: Layer, user: Viewer, filters: Filters, zoom: int) -> Statement:
    """The SQL of the layer's tiles at a zoom; raises `EmptyResultSet` where the viewer can see nothing, BadFilter."""
    if zoom < layer.cells_below:
        return counted(layer, user, filters, zoom, layer.cells_across)
    return pieces(layer, layer.rows(user, filters), zoom, layer.limit)


def sparser(layer: Layer, user: Viewer, filters: Filters, zoom: int, body: bytes) -> Statement:
    """The SQL of a crowded tile: points by the squares of a finer grid, of other shapes only the foremost."""
    if layer.shape is Shape.POINT:
        return counted(layer, user, filters, zoom)
    most = max(FEWEST, int(layer.limit * LARGEST_BYTES / max(len(body), 1) / 2))
    return pieces(layer, layer.rows(user, filters), zoom, most)


def pieces(layer: Layer, rows: QuerySet, zoom: int, most: int) -> Statement:
    """Every row that the tile shows, as it is, `most` of them; of points one more, to know that there are more."""
    columns = expressions(layer.fields)
    near = layer.detail(rows, zoom).filter(meets(layer.geometry)).order_by(*layer.order)
    shown = near.values(**prefixed(geometry=plain(layer.geometry), feature_id=F("pk"), **columns))
    inner, values = shown[: most + (layer.shape is Shape.POINT)].query.sql_with_params()
    named = {name: f'"{PREFIX}{name}"' for name in ("feature_id", *columns)}
    made = outer(layer, zoom, inner, values, named)
    return made if layer.shape is Shape.POINT else replace(made, buffer=BUFFER / EXTENT)


def counted(layer: Layer, user: Viewer, filters: Filters, zoom: int, across: int = cells.ACROSS_BITS) -> Statement:
    """Points counted by the squares of a grid: `n` of them, at their middle, with the layer's `cells` properties.

    A tile has 2^across squares on each side where they are counted from the rows.
    """
    level = cells.stored_level(zoom)
    stored = layer.stored(user, filters) if level else None
    if level is None or stored is None:
        rows, squares = layer.rows(user, filters), cells.grid(zoom, across)
        level, grid = cells.FINEST, cells.of_rows(rows, layer.geometry, squares, layer.cells)
    else:
        grid = cells.of_stored(stored, zoom, level, filters, layer.cells)
    inner, values = grid.query.sql_with_params()
    named = {name: f'"{name}"' for name in ("feature_id", "id", "n", *layer.cells)}
    made = outer(layer, zoom, cells.summed(inner, layer.cells), values, named)
    return replace(made, level=level)


def outer(layer: Layer, zoom: int, inner: str, values: tuple[Any, ...], named: Mapping[str, str]) -> Statement:
    """The tile of the rows of `inner`; `named` are the properties and their columns there.

    The geometry is projected outside the search: projecting is dear, and beside it the planner would shun the index.
    """
    buffer = 0 if layer.shape is Shape.POINT else BUFFER
    columns = ", ".join(f"{column} AS {connection.ops.quote_name(name)}" for name, column in named.items())
    text = (
        f"SELECT ST_AsMVT(feature, %s, {EXTENT}, 'geometry', 'feature_id'), count(*) FROM (SELECT "
        f"ST_AsMVTGeom({flat(layer, zoom)}, ST_TileEnvelope({zoom}, %s, %s), {EXTENT}, {buffer}) AS geometry, "
        f"{columns} FROM ({inner}) row) feature"
    )
    return Statement(text, (layer.id, Slot.X, Slot.Y, *values))


def flat(layer: Layer, zoom: int) -> str:
    """SQL of the geometry in EPSG:3857, simplified to half a pixel below the layer's deepest zoom."""
    projected = f"ST_Transform({GEOMETRY}, 3857)"
    if layer.shape is Shape.POINT or zoom >= layer.max_zoom:
        return projected
    return f"ST_Simplify({projected}, {width_m(zoom) / 1024}, true)"


def plain(column: str) -> Func:
    """A geometry column as the store holds it, without Django's own cast."""
    return Func(F(column), template="%(expressions)s", output_field=BinaryField())


def prefixed(**columns: Any) -> dict[str, Any]:
    """Names that cannot meet a model's own."""
    return {PREFIX + name: value for name, value in columns.items()}

"""Points counted by the squares of a grid: from the store's own cells where these can tell, else from the rows."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any

from django.db.models import BinaryField, F, FloatField, Func, IntegerField, QuerySet, Value

from gis_app.incidents.filters import Filters
from gis_app.incidents.kept_cells import FINEST, LEVELS
from layers.slots import meets, within_squares

ACROSS_BITS = 6
TENTHS = 10_000_000
EAST = "floor((%(expressions)s + 180) / 360 * {0}) * 1073741824"
SOUTH = "floor((0.5 - asinh(tan(radians(%(expressions)s))) / (2 * pi())) * {0})"
STORED_LEVELS = (*sorted(LEVELS), FINEST)
DAY = timedelta(days=1)


class Summary(Enum):
    """What a cell says of a column of its points, whose numbers are `m`."""

    COMMON = "CASE WHEN min({0}) = max({0}) THEN min({0}) END"
    LEAST = "min({0})"
    SUM = "sum({0} * m)"


def grid(zoom: int, across: int = ACROSS_BITS) -> int:
    """The level whose squares cut a tile of the zoom into 2^across x 2^across, unless told into 64 x 64."""
    return zoom + across


def stored_level(zoom: int) -> int | None:
    """The coarsest level of stored cells that is fine enough for a zoom, None where none is."""
    return next((level for level in STORED_LEVELS if level >= grid(zoom)), None)


def of_stored(cells: QuerySet, zoom: int, level: int, filters: Filters, columns: Mapping[str, Summary]) -> QuerySet:
    """The stored cells of a tile, each with how many of its days lie before the period and before its end."""
    square = F("cell").bitrightshift(2 * (level - grid(zoom)))
    since, until = period(filters)
    told = {name: F(name) for name in ("n", "lon", "lat", "ids")}
    near = cells.filter(*within_squares("cell"), level=level)
    return near.values(*columns, **prefixed(square=square, since=since, until=until, **told))


def period(filters: Filters) -> tuple[Any, Any]:
    """How many of a cell's days lie before the filters' period, and how many before its end."""
    since = days_before(filters.from_) if filters.from_ else Value(0)
    return since, days_before(filters.to) if filters.to else F("n")


def days_before(day: date) -> Func:
    return Func(Value(day - DAY), F("days"), function="width_bucket", output_field=IntegerField())


def of_rows(rows: QuerySet, geometry: str, level: int, columns: Mapping[str, Summary]) -> QuerySet:
    """The rows of a tile, each as a cell of its own; level: that of the squares in which they are counted."""
    lon, lat = coordinate("ST_X", geometry), coordinate("ST_Y", geometry)
    side = 1 << level
    east = Func(lon, template=EAST.format(side), output_field=FloatField())
    square = east + Func(lat, template=SOUTH.format(side), output_field=FloatField())
    ids = Func(F("pk"), template="ARRAY[%(expressions)s]", output_field=BinaryField())
    own = prefixed(square=square, since=Value(0), until=Value(1), n=Value(1), lon=tenths(lon), lat=tenths(lat), ids=ids)
    return rows.filter(meets(geometry)).order_by().values(*columns, **own)


def coordinate(function: str, geometry: str) -> Func:
    return Func(F(geometry), function=function, output_field=FloatField())


def tenths(angle: Func) -> Func:
    """Degrees as the stored cells have them, in 1e-7."""
    return Func(angle, template="round(%(expressions)s * 1e7)", output_field=FloatField())


def prefixed(**columns: Any) -> dict[str, Any]:
    """Names that cannot meet a model's own."""
    return {f"cell_{name}": value for name, value in columns.items()}


def summed(inner: str, columns: Mapping[str, Summary]) -> str:
    """SQL of one row a square: its middle, `n`, the id of one of its points (the only one's where it is alone)."""
    told = "".join(f", {summary.value.format(name)} AS {name}" for name, summary in columns.items())
    lon, lat = (f"sum(cell_{axis}::float8 * m / cell_n) / sum(m) / 1e7" for axis in ("lon", "lat"))
    first = "min(cell_ids[cell_since + 1])"
    counted = f"SELECT *, cell_until - cell_since AS m FROM ({inner}) cell OFFSET 0"
    return (
        f"SELECT ST_SetSRID(ST_MakePoint({lon}, {lat}), 4326) AS mvt_geometry, {first} AS feature_id, {first} AS id, "
        f"sum(m)::bigint AS n{told} FROM ({counted}) cell WHERE m > 0 GROUP BY cell_square"
    )

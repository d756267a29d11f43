"""A correctable field in SQL: what a row says of it as JSON, and the columns that a person's JSON is written to."""

from psycopg import sql

from etl import targets
from etl.load.statements import target
from gis_app.places.models import Area
from layers.corrections import CORRECTIONS

AREAS = {"area_id": Area.Kind.DISTRICT, "beat_id": Area.Kind.BEAT}
NOT_COLUMNS = sql.SQL("'{point,assumed}'::text[]")
AREA_OF = (
    "(SELECT min(piece.area_id) FROM places_areapiece piece JOIN places_area a ON a.id = piece.area_id AND "
    "a.kind = {kind} WHERE ST_Intersects(piece.shape, {point}))"
)


def columns(layer: str, field: str) -> list[str]:
    """The table's columns that hold the field and what follows from it."""
    held = targets.fields(layer)
    own = CORRECTIONS[layer][field].columns
    return [name for name in (*own, *(AREAS if "point" in own else ())) if name in held]


def told(layer: str, field: str, row: str) -> sql.Composed:
    """The field of the row of that alias as JSON: `{column: value}`; a column that is missing has its default."""
    pairs = [
        sql.SQL("{}, {}").format(sql.Literal(name), _told(layer, field, name, row))
        for name in CORRECTIONS[layer][field].columns
    ]
    return sql.SQL("jsonb_build_object({})").format(sql.SQL(", ").join(pairs))


def _told(layer: str, field: str, name: str, row: str) -> sql.Composable:
    column = sql.Identifier(row, name)
    if name == "point":
        return sql.SQL(
            "CASE WHEN {0} IS NOT NULL THEN jsonb_build_array(ST_X({0}), ST_Y({0})) ELSE 'null'::jsonb END"
        ).format(column)
    if name == "assumed":
        return sql.SQL("to_jsonb(coalesce({} = ANY({}), false))").format(sql.Literal(field), column)
    default = targets.default_literal(targets.fields(layer)[name])
    return sql.SQL("coalesce(to_jsonb(coalesce({}, {})), 'null'::jsonb)").format(column, sql.SQL(default))


def nothing(layer: str, field: str) -> sql.Composed:
    """What a row tells that says nothing usable of the field."""
    return sql.SQL("jsonb_build_object({})").format(
        sql.SQL(", ").join(sql.SQL("{}, NULL").format(sql.Literal(name)) for name in CORRECTIONS[layer][field].columns)
    )


def written(layer: str, field: str, row: str, given: sql.Composable) -> sql.Composed:
    """`column = value, …` that writes the JSON `given` into the row of that alias."""
    point = sql.SQL("ST_SetSRID(ST_MakePoint(({0}->'point'->>0)::float8, ({0}->'point'->>1)::float8), 4326)").format(
        given
    )
    pairs = []
    for name in columns(layer, field):
        if name == "point":
            value = point
        elif name in AREAS:
            value = sql.SQL(AREA_OF).format(kind=sql.Literal(str(AREAS[name])), point=point)
        elif name == "assumed":
            value = _assumed(field, row, given)
        else:
            value = sql.SQL("(jsonb_populate_record(NULL::{}, {} - {})).{}").format(
                target(layer), given, NOT_COLUMNS, sql.Identifier(name)
            )
        pairs.append(sql.SQL("{} = {}").format(sql.Identifier(name), value))
    return sql.SQL(", ").join(pairs)


def _assumed(field: str, row: str, given: sql.Composable) -> sql.Composed:
    return sql.SQL(
        "array_remove({row}, {field}::varchar) || CASE WHEN ({given}->>'assumed')::boolean "
        "THEN ARRAY[{field}::varchar] ELSE '{{}}' END"
    ).format(row=sql.Identifier(row, "assumed"), field=sql.Literal(field), given=given)

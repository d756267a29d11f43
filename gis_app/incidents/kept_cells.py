"""The SQL that keeps the cells true: triggers that tell them of every row written, in the writer's transaction.

A cell of level L is one of 4^L squares of EPSG:3857, numbered along a Z-order curve, so that a tile is one range of
numbers and the square around a square is its number without the last two bits. On the finest level every incident has a
row of its own: narrow, in the map's order; on the others those that are alike share one.
"""

FINEST = 20
LEVELS = (17, 16, 14)
CRIME = ("kind", "severity", "offence", "area_id", "beat_id", "place_precision", "time_precision")
CALL = ("kind", "severity", "area_id", "beat_id", "place_precision", "time_precision")
ACCIDENT = ("kind", "dead", "injured", "area_id", "beat_id", "place_precision", "time_precision")

NUMBERING = f"""
CREATE OR REPLACE FUNCTION incidents_spread(number bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    number := (number | (number << 16)) & x'0000FFFF0000FFFF'::bigint;
    number := (number | (number << 8)) & x'00FF00FF00FF00FF'::bigint;
    number := (number | (number << 4)) & x'0F0F0F0F0F0F0F0F'::bigint;
    number := (number | (number << 2)) & x'3333333333333333'::bigint;
    RETURN (number | (number << 1)) & x'5555555555555555'::bigint;
END $$;
CREATE OR REPLACE FUNCTION incidents_cell(lon float8, lat float8) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    most CONSTANT bigint := {2**FINEST - 1};
    east bigint := floor((lon + 180) / 360 * {2**FINEST});
    south bigint := floor((0.5 - asinh(tan(radians(greatest(least(lat, 85.06), -85.06)))) / (2 * pi())) * {2**FINEST});
BEGIN
    RETURN incidents_spread(greatest(least(east, most), 0)) | (incidents_spread(greatest(least(south, most), 0)) << 1);
END $$;
"""
SAID = (
    "id, day, {what}, round(ST_X(point) * 1e7)::bigint AS lon, round(ST_Y(point) * 1e7)::bigint AS lat, "
    "incidents_cell(ST_X(point), ST_Y(point)) AS cell"
)
CHANGES = {
    "INSERT": "SELECT 1 AS sign, {said} FROM new_rows",
    "DELETE": "SELECT -1 AS sign, {said} FROM old_rows",
    "UPDATE": (
        "SELECT 1 AS sign, came.* FROM (SELECT {said} FROM new_rows EXCEPT SELECT {said} FROM old_rows) came "
        "UNION ALL "
        "SELECT -1, went.* FROM (SELECT {said} FROM old_rows EXCEPT SELECT {said} FROM new_rows) went"
    ),
}
SEEN = {
    "INSERT": "NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
}
COUNTED = """
    SELECT level, cell >> 2 * ({finest} - level) AS cell, {what}, hash_record_extended(ROW({what}), 0) AS alike,
        sum(sign) AS n, sum(sign * lon) AS lon, sum(sign * lat) AS lat,
        coalesce(array_agg(day ORDER BY day, id) FILTER (WHERE sign = 1), '{{}}') AS days,
        coalesce(array_agg(id ORDER BY day, id) FILTER (WHERE sign = 1), '{{}}') AS ids,
        array_agg(id) FILTER (WHERE sign = -1) AS gone
    FROM change, unnest('{{{levels}}}'::smallint[]) level GROUP BY level, 2, {what}
"""
SINGLE = """
    SELECT {finest}, cell, {what}, hash_record_extended(ROW({what}), 0), 1, lon, lat, ARRAY[day], ARRAY[id]
    FROM change WHERE sign = 1 ORDER BY cell
"""
KEEP = """
CREATE OR REPLACE FUNCTION {cells}_{event}() RETURNS trigger LANGUAGE plpgsql SET work_mem = '256MB' AS $$
BEGIN
    LOCK TABLE {cells} IN SHARE ROW EXCLUSIVE MODE;
    WITH change AS MATERIALIZED ({change}),
    went AS (
        DELETE FROM {cells} c USING change
        WHERE sign = -1 AND c.level = {finest} AND c.cell = change.cell AND c.ids = ARRAY[change.id]
    ),
    came AS (INSERT INTO {cells} ({columns}) {single}),
    delta AS MATERIALIZED ({counted}),
    known AS (
        UPDATE {cells} c SET n = c.n + d.n, lon = c.lon + d.lon, lat = c.lat + d.lat, (days, ids) = (
            SELECT coalesce(array_agg(day ORDER BY day, id), '{{}}'), coalesce(array_agg(id ORDER BY day, id), '{{}}')
            FROM (
                SELECT day, id FROM unnest(c.days, c.ids) AS old (day, id)
                WHERE d.gone IS NULL OR id <> ALL (d.gone)
                UNION ALL SELECT * FROM unnest(d.days, d.ids)
            ) AS members (day, id)
        ) FROM delta d WHERE c.level = d.level AND c.cell = d.cell AND c.alike = d.alike AND {same_c}
        RETURNING d.level, d.cell, d.alike, {what_d}
    )
    INSERT INTO {cells} ({columns})
    SELECT level, cell, {what}, alike, n, lon, lat, days, ids FROM delta d WHERE NOT EXISTS (
        SELECT FROM known k WHERE k.level = d.level AND k.cell = d.cell AND k.alike = d.alike AND {same_k}
    ) ORDER BY level, cell;
    DELETE FROM {cells} WHERE n = 0;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER {cells}_{event} AFTER {event} ON {rows} REFERENCING {seen}
FOR EACH STATEMENT EXECUTE FUNCTION {cells}_{event}();
"""
EMPTY = """
CREATE OR REPLACE FUNCTION {cells}_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM {cells};
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER {cells}_truncate AFTER TRUNCATE ON {rows}
FOR EACH STATEMENT EXECUTE FUNCTION {cells}_truncate();
"""
FILL = """
TRUNCATE {cells};
WITH change AS MATERIALIZED ({change}) INSERT INTO {cells} ({columns}) {single};
WITH change AS MATERIALIZED ({change}) INSERT INTO {cells} ({columns})
SELECT level, cell, {what}, alike, n, lon, lat, days, ids FROM ({counted}) AS counted ORDER BY level, cell;
"""


def keep(rows: str, cells: str, what: tuple[str, ...]) -> str:
    """SQL of the triggers on the table `rows` that keep the table `cells`; `what` names the columns told apart."""
    made = [
        KEEP.format(event=event.lower(), seen=SEEN[event], **_parts(CHANGES[event], rows, cells, what))
        for event in CHANGES
    ]
    return "".join([*made, EMPTY.format(cells=cells, rows=rows)])


def fill(rows: str, cells: str, what: tuple[str, ...]) -> str:
    """SQL that makes the cells of all rows anew."""
    return FILL.format(**_parts("SELECT 1 AS sign, {said} FROM " + rows, rows, cells, what))


def forget(rows: str, cells: str, what: tuple[str, ...]) -> str:
    """SQL that removes the triggers."""
    return "".join(f"DROP FUNCTION {cells}_{event} CASCADE; " for event in ("insert", "delete", "update", "truncate"))


def _parts(change: str, rows: str, cells: str, what: tuple[str, ...]) -> dict[str, str]:
    named, levels = ", ".join(what), ",".join(map(str, LEVELS))
    return {
        "rows": rows,
        "cells": cells,
        "finest": str(FINEST),
        "what": named,
        "what_d": ", ".join(f"d.{name}" for name in what),
        "columns": f"level, cell, {named}, alike, n, lon, lat, days, ids",
        "change": change.format(said=SAID.format(what=named)),
        "single": SINGLE.format(finest=FINEST, what=named),
        "counted": COUNTED.format(finest=FINEST, what=named, levels=levels),
        "same_c": _same("c", what),
        "same_k": _same("k", what),
    }


def _same(other: str, what: tuple[str, ...]) -> str:
    """The hash `alike` finds the row; this makes sure of it."""
    return " AND ".join(f"{other}.{name} IS NOT DISTINCT FROM d.{name}" for name in what)

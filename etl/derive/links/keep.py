"""Candidates found become rows; what was linked and fits no longer is marked, what only waited goes."""

from collections.abc import Sequence

from psycopg import sql

from etl.load.statements import execute, target
from gis_app.incidents.links.pairs import Pair

ADD = """
    INSERT INTO incidents_link (pair, layer_a, a, source_a_id, key_a, part_a, layer_b, b, source_b_id, key_b, part_b,
        minutes, metres, sure, state, broken, known, reason)
    SELECT %s, %s, a, source_a, key_a, part_a, %s, b, source_b, key_b, part_b, minutes, metres, sure, 'open', '', '', ''
    FROM (SELECT DISTINCT ON (a, b) * FROM link_found) AS found
    ON CONFLICT (layer_a, a, layer_b, b) DO UPDATE SET
        minutes = excluded.minutes, metres = excluded.metres, sure = excluded.sure, broken = ''
    WHERE incidents_link.pair = excluded.pair AND (incidents_link.minutes, incidents_link.metres, incidents_link.sure,
        incidents_link.broken) IS DISTINCT FROM (excluded.minutes, excluded.metres, excluded.sure, '')
"""
UNFIT = """
    FROM incidents_link l WHERE l.pair = %(pair)s AND (%(all)s OR l.a = ANY(%(a)s) OR l.b = ANY(%(b)s))
    AND NOT EXISTS (SELECT 1 FROM link_found f WHERE f.a = l.a AND f.b = l.b)
"""
TOUCHED = """
    SELECT layer_a, a, layer_b, b FROM incidents_link l
    WHERE l.pair = %(pair)s AND (%(all)s OR l.a = ANY(%(a)s) OR l.b = ANY(%(b)s))
"""
BREAK = f"""
    UPDATE incidents_link SET broken = 'apart' WHERE id IN (SELECT l.id {UNFIT}
        AND l.state IN ('automatic', 'same') AND l.broken = '')
"""
FORGET = f"DELETE FROM incidents_link WHERE id IN (SELECT l.id {UNFIT} AND l.state IN ('open', 'taken', 'later'))"
# A record that vanished and came again has another id, and the same source, key and part.
FIND_AGAIN = """
    UPDATE incidents_link l SET {end} = t.id FROM {records} t
    WHERE l.{layer} = %s AND NOT EXISTS (SELECT 1 FROM {records} o WHERE o.id = l.{end})
    AND t.source_id = l.{source} AND t.key = l.{key} AND t.part = l.{part}
"""
VANISHED = """
    UPDATE incidents_link l SET broken = 'vanished' WHERE l.{layer} = %s AND l.broken <> 'vanished'
    AND l.state IN ('automatic', 'same') AND NOT EXISTS (SELECT 1 FROM {records} o WHERE o.id = l.{end})
"""


def find_again(layer: str) -> None:
    """Give links to records that vanished and came again their new ids, and mark those whose records are gone."""
    for side in ("a", "b"):
        names = {"layer": f"layer_{side}", "end": side, "source": f"source_{side}_id"}
        names |= {"key": f"key_{side}", "part": f"part_{side}"}
        parts = {name: sql.Identifier(column) for name, column in names.items()} | {"records": target(layer)}
        execute(FIND_AGAIN, parts, [layer])
        execute(VANISHED, parts, [layer])


def keep(pair: Pair, changed_a: Sequence[int] | None, changed_b: Sequence[int] | None) -> list[tuple[str, int]]:
    """Write what `near.find` found of a pair; gives the records `(layer, id)` whose states may have changed.

    Of a look at the whole store, where all may have, none.
    """
    scope = {
        "pair": pair.name,
        "all": changed_a is None,
        "a": list(changed_a or ()) if pair.a != pair.b else [*(changed_a or ()), *(changed_b or ())],
        "b": list(changed_b or ()) if pair.a != pair.b else [*(changed_a or ()), *(changed_b or ())],
    }
    before = execute(TOUCHED, values=scope) if changed_a is not None else []
    execute("CREATE INDEX ON link_found (a, b)")
    execute("ANALYZE link_found")
    execute(BREAK, values=scope)
    execute(FORGET, values=scope)
    execute(ADD, values=[pair.name, pair.a, pair.b])
    after = execute(TOUCHED, values=scope) if changed_a is not None else []
    execute("DROP TABLE link_found")
    ends = {(layer, node) for la, a, lb, b in [*before, *after] for layer, node in ((la, a), (lb, b))}
    return sorted(ends)

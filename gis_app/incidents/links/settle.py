"""What follows from the candidates and from what people decided, for the records that changed.

A candidate is taken when one of its records is decided to be the same event as another of that source. What is left
links by itself where each is the other's only candidate, and waits for a person where there are several.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

LOCK = 0x5AFE714B
Ends = Iterable[tuple[str, int]]
STEPS = ("touched", "near", "nodes", "around", "beyond", "counted")

# The ends of all candidates at some records: who stands at this end, which pair, and whose record is at the other.
ENDS = """
    SELECT l.id, pair, layer_a AS layer, a AS node, source_b_id AS other, source_a_id <> source_b_id AS apart,
        state, broken FROM incidents_link l {first}
    UNION ALL
    SELECT l.id, pair, layer_b, b, source_a_id, source_a_id <> source_b_id, state, broken FROM incidents_link l {second}
"""
AT = "JOIN settle_{nodes} n ON n.layer = {layer} AND n.node = {end}"
BOTH_ENDS = """
    SELECT layer_a AS layer, a AS node FROM incidents_link WHERE id IN (SELECT id FROM settle_{ends})
    UNION SELECT layer_b, b FROM incidents_link WHERE id IN (SELECT id FROM settle_{ends})
"""
TAKEN = """
    WITH held AS (SELECT DISTINCT pair, layer, node, other FROM settle_around WHERE apart AND state = 'same'),
    found AS (
        SELECT e.id, bool_or(h.node IS NOT NULL) AS taken FROM settle_around e
        LEFT JOIN held h USING (pair, layer, node, other) GROUP BY e.id
    )
    UPDATE incidents_link l SET state = CASE WHEN f.taken THEN 'taken' ELSE 'open' END
    FROM found f JOIN (SELECT DISTINCT id FROM settle_near) near USING (id)
    WHERE f.id = l.id AND l.state IN ('automatic', 'open', 'taken') AND l.broken = '' AND f.taken <> (l.state = 'taken')
"""
COUNTED = """
    SELECT pair, layer, node, other, count(*) AS n FROM settle_around
    WHERE state NOT IN ('different', 'taken') AND broken = '' GROUP BY 1, 2, 3, 4
"""
ALONE = """
    WITH found AS (
        SELECT e.id, max(c.n) AS n FROM settle_around e JOIN settle_counted c USING (pair, layer, node, other)
        GROUP BY e.id
    )
    UPDATE incidents_link l SET state = CASE WHEN f.n = 1 AND l.sure THEN 'automatic' ELSE 'open' END
    FROM found f JOIN (SELECT DISTINCT id FROM settle_near) near USING (id)
    WHERE f.id = l.id AND l.state IN ('automatic', 'open') AND l.broken = ''
    AND (f.n = 1 AND l.sure) <> (l.state = 'automatic')
"""


def settle(ends: Ends | None) -> None:
    """Find the states again of all candidates of the records `(layer, id)`, of all there are for None.

    Decided ones, those put off and broken ones stay as they are. The caller holds the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if ends is None:
            _all(cursor)
        else:
            _some(cursor, sorted(set(ends)))


def _all(cursor: CursorWrapper) -> None:
    for update in (TAKEN, ALONE):
        _step(cursor, "around", ENDS.format(first="", second=""))
        _step(cursor, "near", "SELECT id FROM settle_around")
        _step(cursor, "counted", COUNTED)
        cursor.execute(update)
        _drop(cursor)


def _some(cursor: CursorWrapper, ends: Sequence[tuple[str, int]]) -> None:
    """First what is taken at the records themselves; then who is left alone, at their candidates' ends too."""
    values = [[layer for layer, _node in ends], [node for _layer, node in ends]]
    touched = "SELECT DISTINCT * FROM unnest(%s::text[], %s::bigint[]) AS t(layer, node)"
    _step(cursor, "touched", touched, values)
    _around(cursor, "touched")
    cursor.execute(TAKEN)
    _step(cursor, "beyond", "SELECT * FROM settle_nodes")
    for name in ("near", "nodes", "around"):
        cursor.execute(f"DROP TABLE settle_{name}")
    _around(cursor, "beyond")
    _step(cursor, "counted", COUNTED)
    cursor.execute(ALONE)
    _drop(cursor)


def _around(cursor: CursorWrapper, nodes: str) -> None:
    """The candidates at the nodes (`near`), and all candidates at both their ends (`around`)."""
    _step(cursor, "near", _ends(nodes))
    _step(cursor, "nodes", BOTH_ENDS.format(ends="near"))
    _step(cursor, "around", _ends("nodes"))


def _ends(nodes: str) -> str:
    first, second = (AT.format(nodes=nodes, layer=f"layer_{end}", end=end) for end in ("a", "b"))
    return ENDS.format(first=first, second=second)


def _step(cursor: CursorWrapper, name: str, rows: str, values: Any = None) -> None:
    """A temporary table that the planner knows the size of: one statement with everything in it takes minutes."""
    cursor.execute(f"CREATE TEMP TABLE settle_{name} ON COMMIT DROP AS {rows}", values)
    cursor.execute(f"ANALYZE settle_{name}")


def _drop(cursor: CursorWrapper) -> None:
    cursor.execute("DROP TABLE IF EXISTS " + ", ".join(f"settle_{name}" for name in STEPS))

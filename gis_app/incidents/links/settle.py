"""What follows from the candidates and from what people decided, for the records that changed.

A candidate is taken when one of its records is decided to be the same event as another of that source. What is left
links by itself where each is the other's only candidate, and waits for a person where there are several.
"""

from collections.abc import Iterable

from django.db import connection

LOCK = 0x5AFE714B
Ends = Iterable[tuple[str, int]]

# The ends of all candidates at some records: who stands at this end, which pair, and whose record is at the other.
ENDS = """
    SELECT id, pair, layer_a AS layer, a AS node, source_b_id AS other, source_a_id <> source_b_id AS apart,
        state, broken
    FROM incidents_link JOIN {nodes} n ON n.layer = layer_a AND n.node = a
    UNION ALL
    SELECT id, pair, layer_b, b, source_a_id, source_a_id <> source_b_id, state, broken
    FROM incidents_link JOIN {nodes} n ON n.layer = layer_b AND n.node = b
"""
FAR = """
    SELECT layer_a AS layer, a AS node FROM incidents_link WHERE id IN (SELECT id FROM {ends})
    UNION SELECT layer_b, b FROM incidents_link WHERE id IN (SELECT id FROM {ends})
"""
TAKEN = f"""
    WITH touched AS MATERIALIZED (SELECT DISTINCT * FROM unnest(%s::text[], %s::bigint[]) AS t(layer, node)),
    near AS MATERIALIZED ({ENDS.format(nodes="touched")}),
    nodes AS MATERIALIZED ({FAR.format(ends="near")}),
    around AS MATERIALIZED ({ENDS.format(nodes="nodes")}),
    held AS (SELECT DISTINCT pair, layer, node, other FROM around WHERE apart AND state = 'same'),
    found AS (
        SELECT e.id, bool_or(h.node IS NOT NULL) AS taken FROM around e
        LEFT JOIN held h USING (pair, layer, node, other) WHERE e.id IN (SELECT id FROM near) GROUP BY e.id
    )
    UPDATE incidents_link l SET state = CASE WHEN f.taken THEN 'taken' ELSE 'open' END FROM found f
    WHERE f.id = l.id AND l.state IN ('automatic', 'open', 'taken') AND l.broken = '' AND f.taken <> (l.state = 'taken')
"""
ALONE = f"""
    WITH touched AS MATERIALIZED (SELECT DISTINCT * FROM unnest(%s::text[], %s::bigint[]) AS t(layer, node)),
    first AS MATERIALIZED ({ENDS.format(nodes="touched")}),
    second AS MATERIALIZED ({FAR.format(ends="first")}),
    near AS MATERIALIZED ({ENDS.format(nodes="second")}),
    nodes AS MATERIALIZED ({FAR.format(ends="near")}),
    around AS MATERIALIZED ({ENDS.format(nodes="nodes")}),
    counted AS (
        SELECT pair, layer, node, other, count(*) AS n FROM around
        WHERE state NOT IN ('different', 'taken') AND broken = '' GROUP BY 1, 2, 3, 4
    ),
    found AS (
        SELECT e.id, max(c.n) AS n FROM around e JOIN counted c USING (pair, layer, node, other)
        WHERE e.id IN (SELECT id FROM near) GROUP BY e.id
    )
    UPDATE incidents_link l SET state = CASE WHEN f.n = 1 AND l.sure THEN 'automatic' ELSE 'open' END FROM found f
    WHERE f.id = l.id AND l.state IN ('automatic', 'open') AND l.broken = ''
    AND (f.n = 1 AND l.sure) <> (l.state = 'automatic')
"""


def settle(ends: Ends) -> None:
    """Find the states again of all candidates of the records `(layer, id)`; the caller holds the transaction.

    Decided ones, those put off and broken ones stay as they are.
    """
    layers, nodes = [], []
    for layer, node in ends:
        layers.append(layer)
        nodes.append(node)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(TAKEN, [layers, nodes])
        cursor.execute(ALONE, [layers, nodes])

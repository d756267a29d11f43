"""Candidates of one pair of layers, by an index on place and time: never every record against every other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from psycopg import sql

from etl.load.statements import execute, target
from gis_app.incidents.links.pairs import Pair

LONGEST_INTERVAL = timedelta(hours=48)
MOST_DAYS = 3_000
# To name a day takes every record of it; where fewer seeds than this are on each, each looks about itself instead.
SEEDS_A_DAY = 10

# A day-precise record is that day, an hour-precise one that hour. One known to the area alone has no place to match by.
SPAN = """(CASE time_precision
    WHEN 'minute' THEN tstzrange(at, at, '[]')
    WHEN 'hour' THEN tstzrange(at, at + interval '1 hour')
    WHEN 'day' THEN tstzrange(at, at + interval '1 day')
    ELSE tstzrange(at, greatest(at, until), '[]') END)"""
TAKE = f"""
    CREATE TEMP TABLE {{name}} ON COMMIT DROP AS
    SELECT id, source_id, key, part, kind, day, time_precision, place_precision,
        ST_Transform(point, %s::int) AS spot, {SPAN} AS span
    FROM {{records}}
    WHERE place_precision <> 'area' AND (until IS NULL OR until - at <= %s) AND {{scope}}
"""
FOUND = """
    CREATE TEMP TABLE link_found (
        a bigint, source_a bigint, key_a text, part_a int, b bigint, source_b bigint, key_b text, part_b int,
        minutes float, metres float, sure boolean
    ) ON COMMIT DROP
"""
# By time through its index, then by place: `&&` made opaque, lest a hot spot's box be read with all its years.
REACHED = f"""
    WITH seed AS MATERIALIZED (
        SELECT tstzrange(lower(span) - %(wide)s, upper(span) + %(wide)s, '[]') AS span,
            ST_Transform(ST_Expand(spot, %(metres)s * 1.02 + 1), 4326) AS about
        FROM link_seed
    )
    SELECT DISTINCT n.id FROM seed s CROSS JOIN LATERAL (
        SELECT id FROM {{records}}
        WHERE at BETWEEN lower(s.span) - %(longest)s AND upper(s.span)
            AND {SPAN} && s.span AND (point && s.about) IS TRUE
    ) AS n
"""
# Days match as days; everything else may be some minutes apart.
GAP = "greatest(lower({0}.span) - upper({1}.span), lower({1}.span) - upper({0}.span), interval '0')"
MATCH = f"""
    INSERT INTO link_found
    SELECT {{columns}}, extract(epoch FROM {GAP.format("s", "n")}) / 60, ST_Distance(s.spot, n.spot),
        s.time_precision = ANY(%(fine)s) AND n.time_precision = ANY(%(fine)s)
        AND 'street' NOT IN (s.place_precision, n.place_precision)
    FROM link_seed s JOIN link_near n ON ST_DWithin(n.spot, s.spot, %(metres)s)
        AND n.span && tstzrange(lower(s.span) - %(wide)s, upper(s.span) + %(wide)s, '[]')
    WHERE (n.span && s.span OR 'day' NOT IN (s.time_precision, n.time_precision)) AND {{also}}
"""
OWN = "s.id, s.source_id, s.key, s.part"
OTHER = "n.id, n.source_id, n.key, n.part"


@dataclass(frozen=True)
class Side:
    """One end of a pair: its layer, the only sources meant (none: all), the ids that changed (None: every record)."""

    layer: str
    sources: tuple[str, ...]
    ids: Sequence[int] | None


def find(pair: Pair, srid: int, changed_a: Sequence[int] | None, changed_b: Sequence[int] | None) -> None:
    """Fill the temporary table `link_found` with the candidates among which is a changed record; None: with all.

    srid: of the city's metric system, in which distances are measured. The caller holds the transaction.
    """
    a, b = Side(pair.a, pair.sources_a, changed_a), Side(pair.b, pair.sources_b, changed_b)
    execute(FOUND)
    if a.ids is None or a.ids:
        _from(a, b, pair, srid, turned=False)
    if b.ids and (b.layer != a.layer or pair.sources_a != pair.sources_b):
        _from(b, a, pair, srid, turned=True)


def _from(seeds: Side, others: Side, pair: Pair, srid: int, *, turned: bool) -> None:
    _take("link_seed", seeds, srid, None)
    _take_near(others, pair, srid, whole=seeds.ids is None)
    if pair.sources == "same" or _of_several_sources():
        execute("CREATE INDEX ON link_near USING gist (spot, span)")
        execute("ANALYZE link_seed")
        execute("ANALYZE link_near")
        execute(MATCH, _parts(pair, whole=seeds.ids is None, turned=turned), _values(pair))
    execute("DROP TABLE link_seed, link_near")


def _take_near(others: Side, pair: Pair, srid: int, *, whole: bool) -> None:
    """The records among which the seeds may have matches: all, those of some days, or those about each seed."""
    days = None if whole else _days(pair)
    if not whole and (days is None or _seeds() < SEEDS_A_DAY * len(days)):
        others, days = replace(others, ids=_reached(others.layer, pair)), None
    _take("link_near", others, srid, days)


def _reached(layer: str, pair: Pair) -> list[int]:
    """The ids of a layer's records near a seed in time and place; those of some days about each seed are read."""
    values = {"wide": timedelta(minutes=pair.minutes), "longest": LONGEST_INTERVAL, "metres": pair.metres}
    return [pk for (pk,) in execute(REACHED, {"records": target(layer)}, values)]


def _seeds() -> int:
    return execute("SELECT count(*) FROM link_seed")[0][0]


def _of_several_sources() -> bool:
    """Whether there is any record of one source beside one of another: a layer of one source alone has no pairs."""
    rows = execute("SELECT source_id FROM link_seed UNION SELECT source_id FROM link_near LIMIT 2")
    return len(rows) > 1


def _take(name: str, side: Side, srid: int, days: list[Any] | None) -> None:
    scope, values = [sql.SQL("TRUE")], [srid, LONGEST_INTERVAL]
    if side.sources:
        scope.append(sql.SQL("source_id IN (SELECT id FROM sources_source WHERE code = ANY(%s))"))
        values.append(list(side.sources))
    if days is not None:
        scope.append(sql.SQL("day = ANY(%s)"))
        values.append(days)
    elif side.ids is not None:
        scope.append(sql.SQL("id = ANY(%s)"))
        values.append(list(side.ids))
    parts = {"name": sql.Identifier(name), "records": target(side.layer), "scope": sql.SQL(" AND ").join(scope)}
    execute(TAKE, parts, values)


def _days(pair: Pair) -> list[Any] | None:
    """The days on which a match of the seeds may have begun; None where they are too many to name."""
    reach = LONGEST_INTERVAL + timedelta(minutes=pair.minutes, days=1)
    rows = execute(
        "SELECT DISTINCT d::date FROM link_seed, generate_series(day - %s::int, day + %s::int, interval '1 day') AS d "
        "LIMIT %s",
        values=[reach.days + 1, reach.days + 1, MOST_DAYS + 1],
    )
    return [day for (day,) in rows] if len(rows) <= MOST_DAYS else None


def _parts(pair: Pair, *, whole: bool, turned: bool) -> dict[str, sql.Composable]:
    """The columns in the pair's order, of one layer the smaller id first, and what more must hold."""
    also = ["s.source_id = n.source_id" if pair.sources == "same" else "s.source_id <> n.source_id"]
    columns = f"{OTHER}, {OWN}" if turned else f"{OWN}, {OTHER}"
    if pair.a == pair.b:
        also.append("s.id < n.id" if whole else "s.id <> n.id")
        columns = ", ".join(
            f"CASE WHEN s.id < n.id THEN {first} ELSE {second} END"
            for one, two in ((OWN, OTHER), (OTHER, OWN))
            for first, second in zip(one.split(", "), two.split(", "), strict=True)
        )
    if pair.same_kind:
        also.append("s.kind = n.kind")
    if pair.kinds:
        also.append(_kinds(pair, turned=turned))
    return {"columns": sql.SQL(columns), "also": sql.SQL(" AND ".join(also))}


def _kinds(pair: Pair, *, turned: bool) -> str:
    own, other = ("n", "s") if turned else ("s", "n")
    groups = [
        " AND ".join(
            [
                *([f"{own}.kind = ANY(%(a{number})s)"] if one.a else []),
                *([f"{other}.kind = ANY(%(b{number})s)"] if one.b else []),
            ]
        )
        or "TRUE"
        for number, one in enumerate(pair.kinds)
    ]
    return "(" + " OR ".join(f"({group})" for group in groups) + ")"


def _values(pair: Pair) -> dict[str, Any]:
    kinds = {
        f"{side}{number}": list(getattr(one, side)) for number, one in enumerate(pair.kinds) for side in ("a", "b")
    }
    return {
        "metres": pair.metres,
        "wide": timedelta(minutes=pair.minutes),
        "fine": pair.sure_precisions,
        **kinds,
    }

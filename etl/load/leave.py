"""What a written delivery leaves to tell: its rejections, its newest day, and statistics for the planner of queries."""

from etl.load.staging import Staging
from etl.load.statements import execute, names, target
from gis_app.modules import INCIDENTS


def write_rejections(staging: Staging, source_id: int, delivery_id: int) -> None:
    """Keep what could not be taken, once per source and key, and resolve what has found its place since."""
    execute(
        "INSERT INTO sources_rejection (source_id, delivery_id, last_delivery_id, layer, key, line, "
        "reason, detail, raw, day, kind, "
        "area, proposal, reading, fingerprint, version) SELECT %s, %s, %s, * FROM (SELECT DISTINCT ON (key) layer, "
        "left(key, 200), line, reason, coalesce(detail, ''), "
        "raw, day, coalesce(kind, ''), coalesce(area, ''), proposal, coalesce(reading, ''), fingerprint, version "
        "FROM stage_rejection ORDER BY key, line) AS staged "
        "ON CONFLICT (source_id, key) DO UPDATE SET last_delivery_id = excluded.last_delivery_id, "
        "line = excluded.line, "
        "reason = excluded.reason, detail = excluded.detail, raw = excluded.raw, day = excluded.day, "
        "kind = excluded.kind, "
        "area = excluded.area, proposal = excluded.proposal, reading = excluded.reading, "
        "fingerprint = excluded.fingerprint, version = excluded.version, "
        "given_up_at = CASE WHEN sources_rejection.raw = excluded.raw THEN sources_rejection.given_up_at END",
        values=[source_id, delivery_id, delivery_id],
    )
    for layer in staging.columns:
        execute(
            "UPDATE sources_rejection AS r SET resolved_at = now() FROM {target} AS t WHERE "
            "r.source_id = %s AND r.resolved_at IS NULL "
            "AND r.reason <> 'duplicate' AND t.source_id = r.source_id AND t.key = r.key",
            {"target": target(layer)},
            [source_id],
        )


def tell_gone(staging: Staging, source_id: int, delivery_id: int, *, whole: bool) -> int:
    """Forget that the staged rows were gone; of a delivery of all that the source has, mark what it lacks.

    Gives how many of the source's records are gone then, 0 of a delivery that is not whole. The records stay.
    """
    for layer in staging.columns:
        parts = names(layer)
        execute(
            "DELETE FROM sources_gone AS g USING {stage} AS s "
            "WHERE g.source_id = %s AND g.layer = %s AND g.key = s.key",
            parts,
            [source_id, layer],
        )
        if whole:
            execute(
                "INSERT INTO sources_gone (source_id, layer, key, delivery_id) SELECT t.source_id, %s, t.key, %s "
                "FROM {target} AS t WHERE t.source_id = %s AND t.part = 0 "
                "AND NOT EXISTS (SELECT 1 FROM {stage} AS s WHERE s.key = t.key) "
                "AND NOT EXISTS (SELECT 1 FROM stage_rejection AS r WHERE r.key = t.key) ON CONFLICT DO NOTHING",
                parts,
                [layer, delivery_id, source_id],
            )
    return execute("SELECT count(*) FROM sources_gone WHERE source_id = %s", values=[source_id])[0][0] if whole else 0


def newest_day(staging: Staging) -> object:
    """The latest day among the staged incidents, the last of the latest month of totals; None where rows have none."""
    for layer in INCIDENTS:
        if layer in staging.columns:
            return execute("SELECT max(day) FROM {stage}", names(layer))[0][0]
    if "totals" in staging.columns:
        return execute('SELECT max("end") - 1 FROM {stage}', names("totals"))[0][0]
    return None


def refresh_statistics(staging: Staging) -> None:
    """Let the planner know of the written rows, after their transaction; it waits for nobody.

    Without it a second file of one source, soon after a large first one, is joined row by row: minutes instead of
    seconds, until the store's own housekeeping comes by.
    """
    for layer in staging.columns:
        execute("ANALYZE (SKIP_LOCKED) {target} (source_id, key, part)", names(layer))

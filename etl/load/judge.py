"""What the staged rows would do, settled among themselves and held against what is there."""

from psycopg import sql

from etl.account import Account
from etl.load.staging import Staging
from etl.load.statements import execute, names

STATE = (
    "CASE WHEN old.id IS NULL THEN 1 WHEN old.fingerprint = new.fingerprint THEN 0 "
    "WHEN new.version < old.version THEN 0 ELSE 2 END"
)
JOIN = "{stage} AS new LEFT JOIN {target} AS old ON old.source_id = %s AND old.key = new.key AND old.part = new.part"


def drop_repeated(staging: Staging) -> Account:
    """Settle what one file says twice: an identical row is a duplicate, of different ones the newest stays.

    The newest is the one with the later version, without versions the one that stands later. The others count as
    unchanged, since they would not have overwritten it.
    """
    account = Account()
    for layer in staging.columns:
        stage = {"stage": sql.Identifier(f"stage_{layer}")}
        execute("ANALYZE {stage} (key, part, fingerprint)", stage)
        execute(
            "CREATE TEMP TABLE stage_loser AS SELECT *, row_number() OVER "
            "(PARTITION BY key, copy > 1 ORDER BY version DESC NULLS LAST, line DESC) AS rank FROM ("
            "SELECT line, key, version, raw, row_number() OVER (PARTITION BY key, fingerprint ORDER BY line) AS copy "
            "FROM {stage} WHERE part = 0 AND key IN "
            "(SELECT key FROM {stage} WHERE part = 0 GROUP BY key HAVING count(*) > 1)) AS repeated",
            stage,
        )
        execute("DELETE FROM stage_loser WHERE copy = 1 AND rank = 1")
        [(duplicates, older)] = execute(
            "SELECT count(*) FILTER (WHERE copy > 1), count(*) FILTER (WHERE copy = 1) FROM stage_loser"
        )
        if duplicates or older:
            execute(
                "INSERT INTO stage_rejection (layer, key, line, reason, raw) "
                "SELECT %s, key || '#duplicate#' || copy, line, 'duplicate', raw FROM stage_loser WHERE copy > 1",
                values=[layer],
            )
            execute("DELETE FROM {stage} WHERE line IN (SELECT line FROM stage_loser)", stage)
        account.reasons["duplicate"] += duplicates
        account.unchanged += older
        execute("DROP TABLE stage_loser")
    return account


def unite_areas(staging: Staging) -> None:
    """Make one record of the pieces that share a code; `line` then counts the rows it is made of."""
    rest = [
        name for name in staging.columns["areas"] if name not in {"line", "key", "fingerprint", "shape", "code", "raw"}
    ]
    firsts = sql.SQL(", ").join(
        sql.SQL("(array_agg({} ORDER BY line))[1] AS {}").format(sql.Identifier(name), sql.Identifier(name))
        for name in rest
    )
    execute(
        "CREATE TEMP TABLE stage_united AS SELECT count(*) AS line, code AS key, code, "
        "(array_agg(raw ORDER BY line))[1] AS raw, "
        "md5(string_agg(fingerprint::text, ',' ORDER BY fingerprint))::uuid AS fingerprint, "
        "ST_Multi(ST_Union(shape))::geometry(MultiPolygon, 4326) AS shape, {firsts} FROM stage_areas GROUP BY code",
        {"firsts": firsts},
    )
    execute("DROP TABLE stage_areas")
    execute("ALTER TABLE stage_united RENAME TO stage_areas")


def judge(staging: Staging, source_id: int, united: bool) -> Account:
    """Count what the staged rows would do: be loaded, update what is there, or change nothing."""
    account = Account()
    if not staging.columns:
        return account
    weight = "new.line" if united else "1"
    each = [
        sql.SQL(f"SELECT new.key, {STATE} AS state, {weight} AS rows FROM {JOIN}").format(**names(layer))
        for layer in staging.columns
    ]
    states = execute(
        "SELECT state, sum(rows), sum(fresh) FROM (SELECT max(state) AS state, max(rows) AS rows, "
        "count(*) FILTER (WHERE state = 1) AS fresh FROM ({each}) AS records GROUP BY key) AS "
        "source_rows GROUP BY state",
        {"each": sql.SQL(" UNION ALL ").join(each)},
        [source_id] * len(each),
    )
    for state, rows, fresh in states:
        setattr(account, ("unchanged", "loaded", "updated")[state], int(rows))
        account.made += int(fresh)
    return account

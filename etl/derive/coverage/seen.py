"""How well each point of `demand_point` is seen, and the run's own rows in the store."""

from collections.abc import Sequence

from etl.load.statements import execute
from gis_app.findings.models import Run
from gis_app.findings.queries import NOT_THERE, OUT_OF_ORDER

# One camera counts once, with its best class; a point is seen twice where a second camera sees it. What is seen
# at all is the same by every edition.
SEEN = """
    CREATE TEMP TABLE demand_seen ON COMMIT DROP AS
    SELECT id, (array_agg(rank ORDER BY rank DESC))[1:2] AS seen,
        (array_agg(rank ORDER BY rank DESC) FILTER (WHERE working))[1:2] AS working
    FROM (
        SELECT d.id, v.camera_id, max(class.rank) AS rank, c.status <> ALL(%(out)s) AS working
        FROM findings_visibility v
        JOIN unnest(%(qualities)s::text[]) WITH ORDINALITY AS class (quality, rank) USING (quality)
        JOIN devices_camera c ON c.id = v.camera_id AND c.same_as_id IS NULL AND c.withdrawn_at IS NULL
            AND c.status <> ALL(%(gone)s)
        JOIN demand_point d ON ST_Intersects(v.geometry, d.point)
        WHERE v.edition = %(edition)s OR v.quality = ''
        GROUP BY d.id, v.camera_id, c.status
    ) each GROUP BY id
"""
KEEP = """
    INSERT INTO findings_demand (run_id, measure, "group", record, amount, weight, point, area_id, hour,
        seen, twice, seen_working, twice_working)
    SELECT %(run)s, d.measure, d."group", d.record, d.amount, coalesce(d.weight, 0), d.point, d.area, d.hour,
        coalesce(s.seen[1], 0), coalesce(s.seen[2], 0), coalesce(s.working[1], 0), coalesce(s.working[2], 0)
    FROM demand_point d LEFT JOIN demand_seen s USING (id) ORDER BY d.id
"""


def keep(run: Run, edition: int, qualities: Sequence[str]) -> dict[str, float]:
    """Write the points of `demand_point` as the run's, with how well they are seen; gives their number by measure.

    qualities: the codes of the classes in their order, the first of rank 1.
    """
    values = {
        "edition": edition,
        "qualities": list(qualities),
        "out": [str(status) for status in OUT_OF_ORDER],
        "gone": [str(status) for status in NOT_THERE],
    }
    execute("DROP TABLE IF EXISTS demand_seen")
    execute(SEEN, values=values)
    execute("CREATE INDEX ON demand_seen (id)")
    execute("ANALYZE demand_seen")
    execute(KEEP, values={"run": run.pk})
    return dict(execute("SELECT measure, count(*) FROM demand_point GROUP BY measure"))

"""The points that stand for what cameras should see, gathered in the temporary table `demand_point`.

What lies inside a building is looked at a metre before the wall that faces the nearest street: no camera outside sees
through walls, and an address is a place before a house.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from psycopg import sql

from etl.load.statements import execute, target
from gis_app.findings.demand import Rules
from gis_app.places.models import Area

TABLE = """
    CREATE TEMP TABLE demand_point (
        id bigserial PRIMARY KEY, measure text, "group" text, record bigint, amount float, weight float,
        point geometry(Point, 4326), area bigint, hour int
    ) ON COMMIT DROP
"""
INTO = 'INSERT INTO demand_point (measure, "group", record, amount, weight, point, area, hour)'
WAYS = """
    CREATE TEMP TABLE demand_way ON COMMIT DROP AS
    SELECT id, kind, shape, ST_Transform(shape, %(srid)s::int) AS way FROM places_street
    WHERE kind = ANY(%(streets)s) AND NOT tunnel AND ST_Dimension(shape) = 1
"""
# The few nearest by degrees, of them the nearest by metres: degrees of longitude are shorter than those of latitude.
NEAREST_WAY = """
    LEFT JOIN LATERAL (
        SELECT near.way FROM (SELECT way FROM demand_way ORDER BY shape <-> {place} LIMIT 4) near
        ORDER BY ST_Distance(near.way, ST_Transform({place}, %(srid)s::int)) LIMIT 1
    ) street ON TRUE
"""
BEFORE_THE_WALL = """
    ST_Transform(ST_ClosestPoint(ST_Boundary(ST_Buffer(ST_Transform({shape}, %(srid)s::int), 1)),
        coalesce(street.way, ST_Transform({place}, %(srid)s::int))), 4326)
"""
HOUSE = """
    (SELECT house.shape FROM places_building house WHERE ST_Intersects(house.shape, {place})
    ORDER BY house.is_part, house.id LIMIT 1)
"""
INCIDENTS = f"""
    WITH taken AS (
        SELECT id, kind, severity, {{domestic}} AS domestic, point, area_id,
            CASE WHEN time_precision IN ('minute', 'hour')
                THEN extract(hour FROM at AT TIME ZONE %(zone)s)::int END AS hour
        FROM {{records}} WHERE day >= %(begin)s AND day < %(end)s AND place_precision = ANY(%(precise)s)
    ), spot AS (
        SELECT place.point, house.shape FROM (SELECT DISTINCT point FROM taken) place
        CROSS JOIN LATERAL (SELECT {HOUSE.format(place="place.point")} AS shape) house WHERE house.shape IS NOT NULL
    ), moved AS MATERIALIZED (
        SELECT spot.point, {BEFORE_THE_WALL.format(shape="spot.shape", place="spot.point")} AS before
        FROM spot {NEAREST_WAY.format(place="spot.point")}
    )
    {INTO}
    SELECT %(measure)s, {{group}}, t.id, 1, w.weight, coalesce(moved.before, t.point), t.area_id, t.hour
    FROM taken t
    LEFT JOIN moved ON moved.point = t.point
    LEFT JOIN unnest(%(kinds)s::text[], %(severities)s::int[], %(domestics)s::boolean[], %(weights)s::float[])
        AS w (kind, severity, domestic, weight)
        ON w.kind = t.kind AND w.severity = coalesce(t.severity, 0) AND w.domestic = t.domestic
"""
ALIKE = """
    SELECT DISTINCT kind, coalesce(severity, 0), {domestic} FROM {records}
    WHERE day >= %(begin)s AND day < %(end)s
"""
BY_SEVERITY = "CASE t.severity WHEN 1 THEN 'killed' WHEN 2 THEN 'injured' ELSE 'damage' END"
STREETS = f"""
    WITH line AS (SELECT id, kind, (ST_Dump(way)).geom AS way FROM demand_way),
    cut AS (
        SELECT id, kind, way, ST_Length(way) AS metres, greatest(1, ceil(ST_Length(way) / %(step)s))::int AS n
        FROM line WHERE ST_Length(way) > 0
    )
    {INTO}
    SELECT 'streets', kind, id, metres / n, 0, ST_Transform(ST_LineInterpolatePoint(way, (i - 0.5) / n), 4326),
        NULL, NULL
    FROM cut, generate_series(1, n) AS i
"""
GATES = f"""
    WITH guarded AS (
        SELECT id, kind, area_id, point,
            CASE WHEN ST_Dimension(shape) = 2 THEN shape ELSE {HOUSE.format(place="point")} END AS shape
        FROM places_site WHERE kind = ANY(%(guarded)s)
    )
    {INTO}
    SELECT 'gates', g.kind, g.id, 1, 0,
        coalesce({BEFORE_THE_WALL.format(shape="g.shape", place="g.point")}, g.point), g.area_id, NULL
    FROM guarded g {NEAREST_WAY.format(place="g.point")}
"""
GROUNDS = f"""
    WITH land AS (
        SELECT id, kind, area_id, ST_Transform(shape, %(srid)s::int) AS shape
        FROM places_site WHERE kind = ANY(%(guarded)s) AND ST_Dimension(shape) = 2
    ), square AS (
        SELECT land.id, land.kind, land.area_id, ST_Transform(ST_Centroid(cell.geom), 4326) AS middle
        FROM land CROSS JOIN LATERAL ST_SquareGrid(%(side)s, land.shape) cell
        WHERE ST_Intersects(land.shape, ST_Centroid(cell.geom))
    )
    {INTO}
    SELECT 'grounds', kind, id, %(side)s * %(side)s, 0, middle, area_id, NULL FROM square
    WHERE NOT EXISTS (SELECT FROM places_building b WHERE ST_Intersects(b.shape, square.middle))
"""
# People stand for the ground around their homes: no camera looks into a flat.
RESIDENTS = f"""
    WITH home AS (
        SELECT b.id, ST_Transform(b.shape, %(srid)s::int) AS shape,
            coalesce(b.levels, b.height_m / 3, %(storeys)s) AS storeys,
            (SELECT min(p.area_id) FROM places_areapiece p
                JOIN places_area a ON a.id = p.area_id AND a.kind = %(counted)s
                WHERE ST_Intersects(p.shape, ST_PointOnSurface(b.shape))) AS area
        FROM places_building b WHERE b.kind = ANY(%(homes)s) AND NOT b.is_part
    ), lived_in AS (
        SELECT home.id, home.shape, home.area, a.population * ST_Area(home.shape) * home.storeys
            / sum(ST_Area(home.shape) * home.storeys) OVER (PARTITION BY home.area) AS people
        FROM home JOIN places_area a ON a.id = home.area AND a.population > 0
    ), ring AS (
        SELECT id, area, people, ST_ExteriorRing((ST_Dump(ST_Buffer(shape, 2, 'join=mitre'))).geom) AS line
        FROM lived_in
    ), around AS (
        SELECT id, area, people, ST_Transform(ST_LineInterpolatePoint(line, (i - 0.5) / n), 4326) AS point
        FROM (SELECT *, greatest(4, ceil(ST_Length(line) / %(step)s))::int AS n FROM ring) ring,
            generate_series(1, n) AS i
    ), free AS (
        SELECT *, count(*) OVER (PARTITION BY id) AS n FROM around
        WHERE NOT EXISTS (SELECT FROM places_building b WHERE ST_Intersects(b.shape, around.point))
    )
    {INTO}
    SELECT 'residents', '', id, people / n, 0, point,
        CASE WHEN %(counted)s = 'district' THEN area END, NULL FROM free
"""
AREAS = """
    UPDATE demand_point SET area = (
        SELECT min(p.area_id) FROM places_areapiece p JOIN places_area a ON a.id = p.area_id AND a.kind = 'district'
        WHERE ST_Intersects(p.shape, demand_point.point)
    ) WHERE area IS NULL AND measure IN ('streets', 'residents')
"""


@dataclass(frozen=True)
class Taken:
    """Which incidents are taken, and how: days from `begin` up to, without, `end`; `zone` is the city's clock."""

    begin: date
    end: date
    zone: str
    srid: int


def gather_incidents(taken: Taken, rules: Rules) -> None:
    """Fill `demand_point` with incidents alone, for a caller who holds the transaction."""
    _begin(taken, rules)
    _end()


def gather(taken: Taken, rules: Rules, step: Callable[[], None] = lambda: None) -> None:
    """Fill `demand_point` with everything; the caller holds the transaction. `step` is told between statements."""
    values = {
        "srid": taken.srid,
        "step": rules.street_step_m,
        "guarded": list(rules.guarded),
        "side": rules.ground_step_m,
        "homes": list(rules.homes),
        "storeys": rules.usual_storeys,
        "counted": _counted(),
    }
    _begin(taken, rules)
    for statement in (STREETS, GATES, GROUNDS, RESIDENTS, AREAS):
        step()
        execute(statement, values=values)
    _end()


def _begin(taken: Taken, rules: Rules) -> None:
    execute("DROP TABLE IF EXISTS demand_point, demand_way")
    execute(TABLE)
    execute(WAYS, values={"srid": taken.srid, "streets": list(rules.streets)})
    execute("CREATE INDEX ON demand_way USING gist (shape)")
    execute("ANALYZE demand_way")
    _incidents("crimes", "domestic", "t.kind", taken, rules)
    _incidents("accidents", "NULL::boolean", BY_SEVERITY, taken, rules)


def _end() -> None:
    execute("CREATE INDEX ON demand_point USING gist (point)")
    execute("ANALYZE demand_point")


def _incidents(layer: str, domestic: str, group: str, taken: Taken, rules: Rules) -> None:
    parts = {
        "records": target(layer),
        "domestic": sql.SQL(f"coalesce({domestic}, false)"),
        "group": sql.SQL(group),
    }
    period = {"begin": taken.begin, "end": taken.end}
    alike = execute(ALIKE, parts, period)
    weights = [rules.of(kind, severity or None, domestic=domestic) for kind, severity, domestic in alike]
    kinds, severities, domestics = (list(column) for column in zip(*alike, strict=True)) if alike else ([], [], [])
    execute(
        INCIDENTS,
        parts,
        {
            **period,
            "measure": layer,
            "zone": taken.zone,
            "srid": taken.srid,
            "precise": list(rules.precise),
            "kinds": kinds,
            "severities": severities,
            "domestics": domestics,
            "weights": weights,
        },
    )


def _counted() -> str:
    """The kind of area whose population is spread over homes: districts, the whole city where none has one."""
    known = Area.objects.filter(kind=Area.Kind.DISTRICT, population__gt=0).exists()
    return Area.Kind.DISTRICT if known else Area.Kind.CITY

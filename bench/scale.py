"""A store at a city's size, made by SQL alone: incidents around hot spots, buildings and streets on a grid, cameras."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.models import Model
from django.utils import timezone
from psycopg import sql

from bench import store
from bench.city import EAST, NORTH, SOUTH, WEST, write_city
from etl import run
from gis_app.devices.models import Camera
from gis_app.incidents.models import Crime, RoadAccident
from gis_app.places.models import Building, Street
from gis_app.sources.actions import raise_versions
from gis_app.sources.models import Delivery, Source

SPOTS = 600
SHARE_OF_ACCIDENTS = 0.1
LAYERS = ("crimes", "accidents", "cameras", "buildings", "streets", "sites")
BASE = "source_id, key, part, fingerprint, delivery_id, raw"
INCIDENT = (
    f"{BASE}, kind, source_kind, source_code, at, day, time_precision, point, place_precision, place, place_type, "
    "severity, area_id"
)


@dataclass(frozen=True)
class Size:
    """How many records of each sort."""

    incidents: int
    buildings: int
    cameras: int
    streets: int


SMALL = Size(incidents=100_000, buildings=20_000, cameras=2_000, streets=5_000)
FULL = Size(incidents=1_000_000, buildings=100_000, cameras=10_000, streets=20_000)


def build(folder: Path, size: Size) -> None:
    """Fill this home's store, which holds migrated tables and nothing else; the same size gives the same city."""
    city, districts = write_city(folder)
    run.load_city(city)
    run.deliver(districts, "chicago_community_areas")
    add_origin()
    fill_in(Crime, RoadAccident, Building, Street, Camera)
    accidents = int(size.incidents * SHARE_OF_ACCIDENTS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.42)")
        cursor.execute(PLACES, [SPOTS])
        cursor.execute(CRIMES, [size.incidents - accidents])
        cursor.execute(ACCIDENTS, [accidents])
        cursor.execute(BUILDINGS, [size.buildings])
        cursor.execute(STREETS, [size.streets])
        cursor.execute(CAMERAS, [size.cameras])
    raise_versions(LAYERS)
    store.run("VACUUM (ANALYZE)")
    store.settle()


def add_origin() -> None:
    """The source and the delivery that all made rows name."""
    source = Source.objects.create(code="bench", name="Bench")
    Delivery.objects.create(
        source=source, state=Delivery.State.PUBLISHED, received_at=timezone.now(), file_name="bench"
    )


def fill_in(*models: type[Model]) -> None:
    """Give columns that a statement leaves out what Django would: the tables themselves know no defaults."""
    with connection.cursor() as cursor:
        for field in (field for model in models for field in model._meta.local_concrete_fields):
            if field.null or field.primary_key or field.remote_field or field.get_default() is None:
                continue
            value = field.get_db_prep_save(field.get_default(), connection)
            names = [sql.Identifier(name) for name in (field.model._meta.db_table, field.column)]
            statement = sql.SQL("ALTER TABLE {} ALTER COLUMN {} SET DEFAULT {}").format(*names, sql.Literal(value))
            cursor.execute(statement)


# A spot is drawn by the square of chance, so that few spots have many incidents; a tenth lies anywhere.
PLACES = f"""
CREATE TEMP TABLE spot AS SELECT i - 1 AS number,
    {WEST} + {EAST - WEST} * (0.5 + 0.42 * sqrt(random()) * cos(6.283 * i / 233.0)) AS lon,
    {SOUTH} + {NORTH - SOUTH} * (0.5 + 0.42 * sqrt(random()) * sin(6.283 * i / 233.0)) AS lat,
    0.001 + 0.012 * random() AS width FROM generate_series(1, %s) i;
CREATE FUNCTION pg_temp.somewhere() RETURNS geometry LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    here record;
    far float8 := sqrt(-2 * ln(1 - random()));
    turn float8 := 2 * pi() * random();
    lon float8;
    lat float8;
BEGIN
    IF random() > 0.1 THEN
        SELECT * INTO here FROM spot WHERE number = floor({SPOTS} * random() ^ 2)::int;
        lon := here.lon + far * cos(turn) * here.width;
        lat := here.lat + far * sin(turn) * here.width * 0.75;
    END IF;
    IF lon BETWEEN {WEST} AND {EAST} AND lat BETWEEN {SOUTH} AND {NORTH} THEN
        RETURN ST_SetSRID(ST_MakePoint(round(lon::numeric, 5), round(lat::numeric, 5)), 4326);
    END IF;
    RETURN ST_SetSRID(ST_MakePoint({WEST} + {EAST - WEST} * random(), {SOUTH} + {NORTH - SOUTH} * random()), 4326);
END $$;
CREATE INDEX ON spot (number)
"""
ROW = (
    "one.id AS source_id, {key} || i AS key, 0 AS part, md5({key} || i)::uuid AS fingerprint, two.id AS delivery_id, "
    "jsonb_build_object('ID', i, 'Block', i % 130 || 'XX W NORTH AVE', 'Description', md5(i::text) || md5(i::text), "
    "'Location Description', 'STREET', 'X Coordinate', i, 'Y Coordinate', i, 'Arrest', 'false') AS raw"
)
FROM = (
    "FROM generate_series(1, %s) i CROSS JOIN (SELECT id FROM sources_source WHERE code = 'bench') one "
    "CROSS JOIN (SELECT max(id) AS id FROM sources_delivery) two"
)
AREA = (
    "(SELECT min(p.area_id) FROM places_areapiece p JOIN places_area a ON a.id = p.area_id AND a.kind = 'district' "
    "WHERE ST_Intersects(p.shape, made.point))"
)
HAPPENED = (
    "made.at, made.at::date, CASE WHEN i %% 20 = 0 THEN 'day' ELSE 'minute' END, made.point, "
    "CASE WHEN i %% 10 = 0 THEN 'street' ELSE 'block' END, i %% 130 || 'XX W NORTH AVE', 'STREET'"
)
MADE = "'2014-01-01'::timestamptz + interval '1 minute' * floor(random() * 5256000) AS at, pg_temp.somewhere() AS point"
KINDS = (
    "(ARRAY['theft', 'assault', 'vandalism', 'drugs', 'burglary', 'robbery', 'vehicle_theft', 'fraud', 'trespass', "
    "'threat', 'weapons', 'arson', 'homicide', 'kidnapping'])[1 + floor(14 * random() ^ 2)]"
)
CRIMES = f"""
INSERT INTO incidents_crime ({INCIDENT}, offence, article, number)
SELECT source_id, key, part, fingerprint, delivery_id, raw, kind, 'THEFT', '0820', {HAPPENED},
    1 + length(kind) %% 4, {AREA}, CASE WHEN i %% 50 = 0 THEN 'administrative' ELSE 'crime' END, '', ''
FROM (SELECT i, {ROW.format(key="'crime-'").replace("%", "%%")}, {MADE}, {KINDS} AS kind {FROM}) made
"""
ACCIDENTS = f"""
INSERT INTO incidents_roadaccident ({INCIDENT}, dead, injured, light, weather, road, cause)
SELECT source_id, key, part, fingerprint, delivery_id, raw, kind, '', '', {HAPPENED},
    CASE WHEN dead > 0 THEN 1 ELSE 2 END, {AREA}, dead, injured, '', '', '', ''
FROM (SELECT i, {ROW.format(key="'accident-'").replace("%", "%%")}, {MADE},
    (ARRAY['collision', 'pedestrian', 'obstacle'])[1 + floor(3 * random())] AS kind,
    floor(random() ^ 20 * 2)::int AS dead, floor(random() ^ 4 * 5)::int AS injured {FROM}) made
"""
BUILDINGS = f"""
INSERT INTO places_building ({BASE}, kind, is_part, name, street, number, height_m, height_assumed, shape)
SELECT source_id, key, part, fingerprint, delivery_id, '{{}}', 'apartments', false, '', 'W NORTH AVE', i, 9, false,
    ST_Multi(ST_MakeEnvelope(lon, lat, lon + wide, lat + 0.00012, 4326))
FROM (SELECT i, {ROW.format(key="'building-'").replace("%", "%%")}, 0.0001 + 0.0002 * random() AS wide,
    {(WEST + EAST) / 2} - 0.1 + 0.2 * (i %% 400) / 400 AS lon,
    {(SOUTH + NORTH) / 2} - 0.06 + 0.00048 * floor(i / 400) AS lat {FROM}) made
"""
STREETS = f"""
INSERT INTO places_street ({BASE}, kind, rank, name, names, bridge, tunnel, layer, shape)
SELECT source_id, key, part, fingerprint, delivery_id, '{{}}', 'residential', i %% 7, 'Street ' || i, '{{}}', false,
    false, 0,
    ST_SetSRID(ST_MakeLine(ST_MakePoint(lon, lat), ST_MakePoint(
        lon + CASE WHEN i %% 2 = 0 THEN 0.004 ELSE 0 END, lat + CASE WHEN i %% 2 = 1 THEN 0.003 ELSE 0 END)), 4326)
FROM (SELECT i, {ROW.format(key="'street-'").replace("%", "%%")}, {WEST} + {EAST - WEST} * (i %% 125) / 125 AS lon,
    {SOUTH} + 0.0025 * floor(i / 125) AS lat {FROM}) made
"""
CAMERAS = f"""
INSERT INTO devices_camera ({BASE}, code, kind, status, connection, point, address, azimuth, hfov, sectors, assumed,
    recorder, channel, inventory_number, purpose, legal_ground)
SELECT source_id, key, part, fingerprint, delivery_id, raw, 'CAM-' || i,
    (ARRAY['fixed', 'dome', 'ptz', 'anpr'])[1 + i %% 4], 'working', 'registered', pg_temp.somewhere(), '', i %% 360, 70,
    '{{}}', '{{}}', '', '', '', '', ''
FROM (SELECT i, {ROW.format(key="'camera-'").replace("%", "%%")} {FROM}) made
"""

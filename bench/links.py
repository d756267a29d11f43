"""Linking two sources of many records beside the plain SQL join that only finds the candidates."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.db import connection, transaction

from bench import store
from bench.city import EAST, NORTH, SOUTH, WEST, write_city
from bench.measure import Measured
from etl import run
from etl.derive.links import link
from etl.derive.links import run as linking
from gis_app.config import product
from gis_app.incidents.links.pairs import Pair
from gis_app.sources.models import Delivery, Source

T = TypeVar("T")
ROWS, FULL_ROWS, DAYS = 100_000, 1_000_000, 365
TARGET_S = 60
OURS = "our linking, kept with its states"
ONE = Pair(name="crimes-accidents", a="crimes", b="accidents")

# Three in four events are reported by both, up to 40 minutes and 300 metres apart; one in fifty to the day alone.
EVENTS = """
    CREATE TEMP TABLE event AS SELECT i, %(west)s + random() * %(wide)s AS lon, %(south)s + random() * %(high)s AS lat,
        timestamptz '2025-01-01' + random() * interval '1 day' * %(days)s AS at FROM generate_series(1, %(n)s * 5 / 4) i
"""
REPORTS = """
    INSERT INTO {table} (source_id, delivery_id, key, part, fingerprint, raw, kind, source_kind, source_code, at, day,
        time_precision, place_precision, point, place, place_type{more})
    SELECT %(source)s, %(delivery)s, i, 0, md5(i::text)::uuid, '{{}}', %(kind)s, '', '', t, t::date, 'minute', 'point',
        ST_SetSRID(ST_MakePoint(lon + random() * 0.002, lat + random() * 0.002), 4326), '', ''{values}
    FROM (SELECT *, at + random() * interval '40 minutes' AS t FROM event WHERE i %% 5 <> %(absent)s) AS e
"""
PLAIN = """
    SELECT count(*) FROM incidents_crime a JOIN incidents_roadaccident b
    ON b.at BETWEEN a.at - interval '60 minutes' AND a.at + interval '60 minutes'
    AND ST_DWithin(ST_Transform(a.point, 32616), ST_Transform(b.point, 32616), 500)
"""
INDEXED = """
    CREATE TEMP TABLE one ON COMMIT DROP AS SELECT id, at, ST_Transform(point, 32616) AS spot FROM incidents_crime;
    CREATE TEMP TABLE two ON COMMIT DROP AS SELECT id, tstzrange(at, at, '[]') AS span,
        ST_Transform(point, 32616) AS spot FROM incidents_roadaccident;
    CREATE INDEX ON two USING gist (spot, span);
    ANALYZE one; ANALYZE two;
    SELECT count(*) FROM one JOIN two ON ST_DWithin(one.spot, two.spot, 500)
    AND two.span && tstzrange(at - interval '60 minutes', at + interval '60 minutes', '[]')
"""


def measure(folder: Path, *, full: bool) -> Measured:
    """Link a year's crimes with as many accidents; every candidate the joins count must be one of ours."""
    count = FULL_ROWS if full else ROWS
    product.open_store()
    run.load_city(write_city(folder)[0])
    fill(count)
    linking.pairs = lambda: {ONE.name: ONE}
    seconds, told = timed(lambda: link()[0])
    again, _same = timed(lambda: link()[0])
    night, _changed = timed(lambda: link(changed={"accidents": newest(count // 100)})[0])
    plain, by_time = timed(lambda: answer(PLAIN))
    indexed, by_both = timed(lambda: answer(INDEXED))
    rows = {
        OURS: {"seconds": round(seconds, 2), "candidates": told["found"], "linked": told["automatic"]},
        "the same once more": {"seconds": round(again, 2)},
        "after a delivery of a hundredth": {"seconds": round(night, 2)},
        "plain join, index on time": {"seconds": round(plain, 2), "candidates": by_time},
        "plain join, index on place and time": {"seconds": round(indexed, 2), "candidates": by_both},
    }
    return Measured(f"Linking {count:,} crimes with {count:,} accidents of one year", rows, notes(rows))


def notes(rows: dict[str, dict[str, float]]) -> list[str]:
    ours, limit = rows[OURS], rows["plain join, index on place and time"]
    met = "met" if ours["seconds"] < TARGET_S else "missed"
    agreed = len({row["candidates"] for row in rows.values() if "candidates" in row}) == 1
    return [
        f"Target: under {TARGET_S} s; {met} with {ours['seconds']} s.",
        f"{ours['seconds'] / limit['seconds']:.1f} times the plain join that only counts the candidates.",
        f"All three found the same number of candidates: {'yes' if agreed else 'NO'}.",
    ]


def fill(count: int) -> None:
    """Invented reports of the same events in two sources, `count` each; four in five of them are one of a pair."""
    place = {"west": WEST, "wide": EAST - WEST, "south": SOUTH, "high": NORTH - SOUTH}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(EVENTS, {**place, "days": DAYS, "n": count})
        for absent, table, kind, more, values in (
            (0, "incidents_crime", "theft", ", offence, article, number", ", 'crime', '', ''"),
            (1, "incidents_roadaccident", "collision", ", light, weather, road, cause", ", '', '', '', ''"),
        ):
            origin = given(table)
            statement = REPORTS.format(table=table, more=more, values=values)
            cursor.execute(statement, {**origin, "kind": kind, "absent": absent})
    store.run("ANALYZE incidents_crime", "ANALYZE incidents_roadaccident")


def given(name: str) -> dict[str, int]:
    source = Source.objects.create(code=name, name=name)
    delivery = Delivery.objects.create(source=source, received_at="2025-12-31T00:00Z", state="published")
    return {"source": source.pk, "delivery": delivery.pk}


def newest(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM incidents_roadaccident ORDER BY at DESC LIMIT %s", [count])
        return [number for (number,) in cursor.fetchall()]


def answer(question: str) -> int:
    """The one number that the last of the statements gives."""
    with transaction.atomic(), connection.cursor() as cursor:
        *before, last = question.split(";")
        for statement in before:
            cursor.execute(statement)
        cursor.execute(last)
        return int(cursor.fetchone()[0])


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """The seconds that a piece of work takes, and what it gives."""
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found

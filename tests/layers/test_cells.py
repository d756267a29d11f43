"""The stored cells say what the rows say: whatever is written, whoever looks, at every zoom, in every filter."""

import random
from dataclasses import replace
from datetime import date, timedelta

import mapbox_vector_tile
import numpy as np
import pytest
from django.db import connection

from gis_app.incidents.filters import Filters
from gis_app.incidents.kept_cells import ACCIDENT, CALL, CRIME, FINEST, LEVELS, fill
from gis_app.incidents.models import AccidentCell, CallCell, Crime, CrimeCell, EmergencyCall, RoadAccident
from gis_app.places.models import Area
from gis_app.sources.models import LayerVersion
from layers import access, mvt
from layers.address import Address
from layers.registry import BY_ID
from tests.layers import made

pytestmark = pytest.mark.django_db
BEGIN = date(2026, 1, 1)
TOLD = ("n", "kind", "severity", "offence", "dead", "injured")
FROM_ROWS = {name: replace(BY_ID[name], stored=lambda user, filters: None) for name in ("crimes", "accidents", "calls")}


def some(chance, areas, **more):
    """An incident near the middle, often where another one is."""
    far = chance.choice([0.0001, 0.001, 0.02])
    lon, lat = made.MIDDLE[0] + far * chance.randint(-9, 9), made.MIDDLE[1] + far * chance.random()
    return made.origin(
        point=f"SRID=4326;POINT({lon} {lat})",
        **made.INCIDENT
        | {
            "day": BEGIN + timedelta(days=chance.randrange(40)),
            "place_precision": chance.choice(["point", "block", "area"]),
            "time_precision": chance.choice(["minute", "day"]),
            "area": chance.choice([None, *areas["district"]]),
            "beat": chance.choice([None, *areas["beat"]]),
        },
        **more,
    )


def crime(chance, areas):
    kind, severity = chance.choice(["theft", "arson", "fraud"]), chance.choice([None, 1, 3])
    return Crime(
        **some(chance, areas, kind=kind, severity=severity, offence=chance.choice(["crime", "administrative"]))
    )


def accident(chance, areas):
    kind = chance.choice(["collision", "pedestrian"])
    return RoadAccident(
        **some(chance, areas, kind=kind, dead=chance.choice([None, 0, 2]), injured=chance.choice([0, 1]))
    )


def call(chance, areas):
    return EmergencyCall(
        **some(chance, areas, kind=chance.choice(["call_fire", "call_life"]), severity=chance.choice([None, 1, 3]))
    )


@pytest.fixture
def areas(city):
    spots = {"district": ("north", "south"), "beat": ("1", "2"), "police_district": ("7",)}
    return {
        kind: [made.area(kind=kind, code=code, lon=made.MIDDLE[0] + 0.01 * n) for n, code in enumerate(codes)]
        for kind, codes in spots.items()
    }


@pytest.fixture(params=[0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def chance(request):
    return random.Random(request.param)


@pytest.fixture
def written(chance, areas):
    """Incidents that came in several goes, some of them moved, changed and deleted since."""
    for model, one in ((Crime, crime), (RoadAccident, accident), (EmergencyCall, call)):
        for size in (150, 1, 60):
            model.objects.bulk_create([one(chance, areas) for _ in range(size)])
        ids = sorted(model.objects.values_list("pk", flat=True))
        chance.shuffle(ids)
        model.objects.filter(pk__in=ids[:20]).update(day=BEGIN + timedelta(days=5), area=areas["district"][0])
        model.objects.filter(pk__in=ids[10:30]).update(point=f"SRID=4326;POINT({made.MIDDLE[0]} {made.MIDDLE[1]})")
        model.objects.filter(pk__in=ids[30:40]).update(raw={"nothing": "that counts"}, place="Elsewhere")
        model.objects.filter(pk__in=ids[40:60]).delete()


def asked(chance):
    begin = chance.choice([None, BEGIN + timedelta(days=chance.randrange(30))])
    return Filters(
        from_=begin,
        to=chance.choice([None, (begin or BEGIN) + timedelta(days=chance.randrange(1, 20))]),
        kinds=chance.choice([(), ("theft", "collision", "call_fire"), ("arson", "call_life")]),
        areas=chance.choice([(), (), ("north",), ("beat:1", "south"), ("police_district:7",)]),
        precision=chance.choice(["", "", "block", "minute"]),
    )


def told(layer, person, filters, zoom):
    """What a tile of the middle says of its squares, in no order; a square of one incident also says which."""
    address = Address(*map(int, made.tile_of(zoom).split("/")))
    body, _found = mvt.drawn(mvt.counted(layer, person, filters, zoom), address)
    found = mapbox_vector_tile.decode(body)[layer.id]["features"] if body else []
    alike = [{name: one["properties"].get(name) for name in TOLD} for one in found]
    own = [one["properties"]["id"] if one["properties"]["n"] == 1 else None for one in found]
    return sorted(map(repr, zip(alike, own, strict=True)))


@pytest.mark.parametrize("layer", FROM_ROWS)
def test_tiles_from_cells_are_those_from_the_rows(written, chance, areas, layer, pavel, olga, anna):
    made.on_duty(olga, chance.choice([areas["district"][1], areas["beat"][0], areas["police_district"][0]]))
    shown = 0
    for _ in range(60):
        person, filters = chance.choice([pavel, pavel, olga]), asked(chance)
        zoom = chance.choice([3, 8, 10, 11, 12, 13, 14])
        expected = told(FROM_ROWS[layer], person, filters, zoom)
        assert told(BY_ID[layer], person, filters, zoom) == expected, (person, filters, zoom)
        shown += len(expected)
    assert shown > 100


def test_without_a_period_a_square_lies_where_its_incidents_do(written, pavel):
    address = Address(*map(int, made.tile_of(12).split("/")))
    layers = (BY_ID["crimes"], FROM_ROWS["crimes"])
    bodies = [mvt.drawn(mvt.counted(layer, pavel, Filters(), 12), address)[0] for layer in layers]
    decoded = [mapbox_vector_tile.decode(body)["crimes"]["features"] for body in bodies]
    stored, live = (np.array(sorted(one["geometry"]["coordinates"] for one in found)) for found in decoded)
    assert len(stored) > 10
    assert np.abs(stored - live).max() <= 1


@pytest.mark.parametrize(
    ("rows", "cells", "what"),
    [(Crime, CrimeCell, CRIME), (RoadAccident, AccidentCell, ACCIDENT), (EmergencyCall, CallCell, CALL)],
)
def test_cells_that_grew_with_the_rows_are_those_made_anew(written, rows, cells, what):
    def contents():
        return sorted(
            map(repr, cells.objects.values_list("level", "cell", *what, "alike", "n", "lon", "lat", "days", "ids"))
        )

    grown = contents()
    with connection.cursor() as cursor:
        cursor.execute(fill(rows._meta.db_table, cells._meta.db_table, what))
    assert grown == contents()
    assert len(grown) > 100


def test_every_level_counts_every_incident(written):
    for level in (*LEVELS, FINEST):
        assert sum(CrimeCell.objects.filter(level=level).values_list("n", flat=True)) == Crime.objects.count()


def test_an_area_that_goes_leaves_the_cells_true(written, areas, pavel):
    Area.objects.filter(pk=areas["district"][0].pk).delete()
    assert told(BY_ID["crimes"], pavel, Filters(), 12) == told(FROM_ROWS["crimes"], pavel, Filters(), 12)
    assert not CrimeCell.objects.filter(area_id=areas["district"][0].pk).exists()


def test_emptying_the_table_empties_the_cells(written):
    Crime.objects.all().delete()
    assert not CrimeCell.objects.exists()


def test_a_crowded_tile_is_counted_by_finer_squares_and_says_so(city, pavel, monkeypatch):
    crimes = [made.crime(lon=made.MIDDLE[0] + 1e-6 * n) for n in range(30)]
    monkeypatch.setattr(access, "used", lambda: [replace(BY_ID["crimes"], limit=10)])
    for zoom in (14, 15, 16):
        found = [one["properties"] for one in made.features(pavel, "crimes", zoom=zoom)]
        assert sum(one["n"] for one in found) == len(crimes), zoom


def test_no_tile_is_larger_than_it_may_be(city, pavel, monkeypatch):
    for n in range(60):
        made.street(name=f"Street {n:03}" * 8, rank=n // 10)
    whole = made.features(pavel, "streets")
    LayerVersion.objects.create(layer="streets")
    monkeypatch.setattr(mvt, "LARGEST_BYTES", 3_000)
    monkeypatch.setattr(mvt, "FEWEST", 5)
    monkeypatch.setattr(access, "used", lambda: [replace(BY_ID["streets"], limit=60)])
    kept = made.features(pavel, "streets")
    assert len(whole) == 60
    assert 5 <= len(kept) < 60
    assert max(one["properties"]["rank"] for one in kept) < max(one["properties"]["rank"] for one in whole)

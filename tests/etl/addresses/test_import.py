"""Rows without a point are placed by their address; what is no single place keeps its reason."""

import pytest
from django.contrib.gis.geos import LineString, MultiPolygon, Polygon
from django.utils import timezone

from etl.run import deliver, dry_run
from etl.spec import ByAddress
from gis_app.incidents.models import Crime
from gis_app.places.models import Building, Street
from gis_app.sources.models import Delivery, Rejection, Source
from tests.etl.files import crime, crimes_csv

HOUSE = (-87.6502, 41.8502)


@pytest.fixture
def streets(square_city) -> None:
    """Main Street with one house."""
    source = Source.objects.create(code="map", name="Map")
    delivery = Delivery.objects.create(source=source, received_at=timezone.now())
    given = {"source": source, "delivery": delivery, "fingerprint": "0" * 32}
    shape = LineString((-87.66, 41.85), (-87.64, 41.85))
    Street.objects.create(
        **given, key="s", name="West Main Street", kind="residential", shape=shape, former={"/2016": "Old Mill Road"}
    )
    west, south = HOUSE
    ring = ((west, south), (west + 2e-4, south), (west + 2e-4, south + 2e-4), (west, south + 2e-4), (west, south))
    Building.objects.create(
        **given, key="b", street="West Main Street", number="1210", shape=MultiPolygon(Polygon(ring))
    )


@pytest.fixture
def placing(declare):
    declare("chicago_crimes", by_address=ByAddress(columns=["Block"]))


def rows():
    nowhere = {"Latitude": "", "Longitude": ""}
    return [
        crime(1, Block="1210 W MAIN ST", **nowhere),
        crime(2, Block="012XX W MAIN ST", **nowhere),
        crime(3, Block="1210 OLD MILL RD", **nowhere),
        crime(4, Block="9 NO SUCH ST", **nowhere),
        crime(5, Block="1210 W MAIN ST"),
    ]


def test_rows_are_placed_by_address_with_their_precision(tmp_path, streets, placing):
    account = deliver(crimes_csv(tmp_path, *rows()), "chicago_crimes")
    assert (account["loaded"], account["reasons"]) == (4, {"no_coordinates": 1})
    assert account["notes"]["placed_by_address"] == 3
    found = {crime.key: crime for crime in Crime.objects.all()}
    assert {key: one.place_precision for key, one in found.items()} == {
        "1": "building", "2": "block", "3": "building", "5": "block",
    }  # fmt: skip
    assert found["1"].point.coords == pytest.approx((HOUSE[0] + 1e-4, HOUSE[1] + 1e-4), abs=1e-6)
    assert found["5"].point.coords == pytest.approx((-87.65, 41.85))
    assert [one.key for one in Rejection.objects.all()] == ["4"]


def test_coming_again_changes_nothing(tmp_path, streets, placing):
    deliver(crimes_csv(tmp_path, *rows()), "chicago_crimes")
    account = deliver(crimes_csv(tmp_path, *rows(), name="again.csv"), "chicago_crimes")
    assert (account["unchanged"], account["rejected"], account["updated"]) == (4, 1, 0)


def test_a_rejected_row_is_resolved_once_its_street_is_known(tmp_path, square_city, placing, streets):
    Building.objects.all().delete()
    first = deliver(crimes_csv(tmp_path, rows()[0]), "chicago_crimes")
    assert first["reasons"] == {"no_coordinates": 1}
    Street.objects.update(shape=LineString((-87.651, 41.85), (-87.649, 41.85)))
    second = deliver(crimes_csv(tmp_path, rows()[0], name="again.csv"), "chicago_crimes")
    assert (second["loaded"], second["reasons"]) == (1, {})
    assert Rejection.objects.get().resolved_at


def test_a_source_that_does_not_say_so_places_nothing(tmp_path, streets):
    account = dry_run(crimes_csv(tmp_path, *rows()), "chicago_crimes")
    assert account["reasons"] == {"no_coordinates": 4}

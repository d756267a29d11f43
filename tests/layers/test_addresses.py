"""Nonsense in an address: 4xx and one sentence, whatever it is."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers.address import Address
from tests.layers import made

pytestmark = pytest.mark.django_db
SMALL = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

BAD = [
    "/tiles/nonsense/0/0/0.pbf",
    "/tiles/crimes/23/0/0.pbf",
    "/tiles/crimes/1/2/0.pbf",
    "/tiles/crimes/1/0/-1.pbf",
    "/tiles/crimes/1/0/0.5.pbf",
    "/tiles/crimes/²/0/0.pbf",
    "/tiles/crimes/0/0/0.pbf?from=31.02.2026",
    "/tiles/crimes/0/0/0.pbf?from=2026-02-31",
    "/tiles/crimes/0/0/0.pbf?colour=red",
    "/tiles/crimes/0/0/0.pbf?area=nowhere",
    "/api/v1/crimes?limit=1001",
    "/api/v1/crimes?limit=0",
    "/api/v1/crimes?after=-1",
    "/api/v1/crimes?bbox=1,2,3",
    "/api/v1/crimes?bbox=nan,0,1,1",
    "/api/v1/crimes?bbox=0,50,1,40",
    "/api/v1/crimes/first",
    "/api/v1/crimes/99999999999999999999",
    "/api/v1/crimes/1",
    "/api/v1/nonsense",
    "/api/v1/deliveries?source=%00",
    "/api/v1/deliveries/x/rejections.csv",
    "/api/v1/counts?bbox=everywhere",
]


@pytest.mark.parametrize("address", BAD)
def test_nonsense_is_answered_by_one_sentence(pavel, city, address):
    answer = made.signed_in(pavel).get(quote(address, safe="/?=&%,"))
    assert 400 <= answer.status_code < 500
    sentence = answer.json()["error"]
    assert sentence.endswith(".")
    assert "\n" not in sentence


@SMALL
@given(parts=st.lists(st.text(max_size=8), min_size=4, max_size=4), query=st.text(max_size=20))
def test_no_address_of_a_tile_breaks_the_server(pavel, city, parts, query):
    path = "/".join(quote(part, safe="") for part in parts)
    answer = made.signed_in(pavel).get(f"/tiles/{path}.pbf?kind={quote(query)}")
    assert answer.status_code < 500


@SMALL
@given(
    z=st.integers(0, 22),
    x=st.integers(0, 2**22),
    y=st.integers(0, 2**22),
    layer=st.sampled_from(["areas", "streets", "crimes", "cameras"]),
)
def test_every_tile_of_the_pyramid_can_be_drawn(pavel, city, z, x, y, layer):
    expected = 200 if Address(z, x, y).exists else 400
    assert made.signed_in(pavel).get(f"/tiles/{layer}/{z}/{x}/{y}.pbf").status_code == expected


@SMALL
@given(
    name=st.sampled_from(["from", "to", "kind", "area", "precision", "bbox", "limit", "after"]),
    value=st.text(max_size=30),
)
def test_no_parameter_of_the_api_breaks_the_server(pavel, city, name, value):
    assert made.signed_in(pavel).get("/api/v1/crimes", {name: value}).status_code < 500


def test_tiles_know_where_they_are():
    assert Address(0, 0, 0).degrees() == pytest.approx((-180, -85.0511, 180, 85.0511), abs=1e-4)
    assert Address(1, 1, 0).degrees() == pytest.approx((0, 0, 180, 85.0511), abs=1e-4)


def test_a_kind_that_no_layer_knows_is_refused(city, pavel):
    client = made.signed_in(pavel)
    for address in ("/tiles/crimes/1/0/0.pbf", "/api/v1/crimes", "/api/v1/counts"):
        assert client.get(f"{address}?kind=nope").status_code == 400
        assert client.get(f"{address}?kind=speed").status_code in {200, 204}

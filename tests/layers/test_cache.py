"""Tiles are kept for whom they were drawn, until something is written."""

import pytest
from redis.connection import UnixDomainSocketConnection

from gis_app.sources.models import LayerVersion
from layers import cache, mvt
from tests.layers import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(city):
    return f"/tiles/crimes/{made.tile_of(16)}.pbf"


@pytest.fixture
def drawn(monkeypatch):
    """Counts how often a tile is drawn by the store."""
    calls = []
    draw = mvt.drawn
    monkeypatch.setattr(mvt, "drawn", lambda *given: calls.append(1) or draw(*given))
    return calls


def test_the_same_tile_is_drawn_once_and_anew_after_a_write(pavel, address, drawn):
    made.crime()
    client = made.signed_in(pavel)
    first, second = client.get(address), client.get(address)
    assert (first.content, len(drawn)) == (second.content, 1)
    LayerVersion.objects.update_or_create(layer="crimes", defaults={"number": 7})
    made.crime()
    assert client.get(address).content != first.content


def test_a_tile_the_browser_has_is_not_sent_again(pavel, address):
    client = made.signed_in(pavel)
    first = client.get(address)
    assert first["Cache-Control"] == "private, no-cache"
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_operator_never_gets_the_planners_tile(pavel, olga, address):
    made.area()
    made.crime(area=made.area(code="south", lon=made.MIDDLE[0] + 0.006))
    assert made.tile_ids(pavel, "crimes")
    assert made.tile_ids(olga, "crimes") == set()


def test_two_planners_share_a_tile(pavel, oksana, address, drawn):
    made.crime()
    assert made.tile_ids(pavel, "crimes") == made.tile_ids(oksana, "crimes")
    assert len(drawn) == 1


def test_without_redis_tiles_are_still_drawn_at_once(pavel, address, settings, caplog, monkeypatch):
    made.crime()
    settings.REDIS_URL = "unix:///nowhere.sock"
    cache.store.cache_clear()
    tries, connect = [], UnixDomainSocketConnection._connect
    monkeypatch.setattr(UnixDomainSocketConnection, "_connect", lambda self: tries.append(1) or connect(self))
    monkeypatch.setattr(cache, "LEFT_ALONE_SECONDS", 600.0)
    assert len(made.tile_ids(pavel, "crimes")) == 1
    assert len(tries) == 1, "asked again, it would be waited for"
    assert "without a cache" in caplog.text
    cache.store.cache_clear()


def test_a_client_that_takes_no_gzip_gets_none(pavel, address):
    answer = made.signed_in(pavel).get(address, headers={"accept-encoding": "identity"})
    assert "Content-Encoding" not in answer
    assert answer["Content-Type"] == "application/vnd.mapbox-vector-tile"

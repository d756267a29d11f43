"""The bench draws the tiles of what cameras see, and tells the slowest and the largest."""

import pytest

from bench import zone_tiles
from bench.alone import crowded_place
from tests.layers import made

pytestmark = pytest.mark.django_db


def test_each_zoom_is_drawn_where_most_cameras_stand(city, pavel):
    crowded_place.cache_clear()
    made.zone()
    told = zone_tiles.measure(pavel)
    assert list(told) == ["z13", "z14", "z15", "z16", "z17"]
    assert all(row["ms"] > 0 and row["kb"] > 0 for row in told.values()), told
    worst = zone_tiles.worst(told)
    assert worst["largest_tile_kb"] == max(row["kb"] for row in told.values())
    assert len(zone_tiles.verdicts({"100 m": worst, "one moved camera": {"ms": 1}})) == 2
    crowded_place.cache_clear()

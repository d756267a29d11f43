"""The official's tiles in a browser: alike, whatever their words are long."""

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# Of every tile: its top and bottom, and where its verdict stands against its title.
TILES = """() => [...document.querySelectorAll('.sc-overview__tiles > .sc-tile')].map((tile) => {
  const box = (part) => part && part.getBoundingClientRect();
  const [all, title, verdict] = [box(tile), box(tile.querySelector('h2')), box(tile.querySelector('.sc-chip'))];
  return { top: all.top, bottom: all.bottom, under: verdict ? verdict.top >= title.bottom : null };
})"""


@pytest.mark.parametrize("width", [1024, 1280, 1920])
@pytest.mark.parametrize("code", ["en", "kk"])
def test_tiles_of_a_row_are_alike(page_of, live_server, town, oksana, width, code):
    page = page_of(oksana, width=width)
    page.context.add_cookies([{"name": "django_language", "value": code, "url": live_server.url}])
    page.goto("/official/")
    page.locator(".sc-overview__tiles").wait_for()
    tiles = page.evaluate(TILES)
    verdicts = [tile["under"] for tile in tiles if tile["under"] is not None]
    assert verdicts
    assert all(verdicts)
    rows = {tile["top"]: {one["bottom"] for one in tiles if one["top"] == tile["top"]} for tile in tiles}
    assert all(len(bottoms) == 1 for bottoms in rows.values())

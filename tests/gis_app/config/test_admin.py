"""Places in the administrator's pages: drawn on our own map, changed by nobody."""

import json
import re
from html import unescape

import pytest
from django.contrib.gis.geos import GEOSGeometry

from tests.layers import made


@pytest.fixture
def office(artem, browser_of):
    return browser_of(artem)


@pytest.mark.parametrize("model", ["area", "site", "city"])
def test_artem_lists_places(office, city, model):
    assert office.get(f"/admin/places/{model}/").status_code == 200


def test_an_area_is_drawn_over_our_own_tiles_only(office, city):
    area = made.area()
    page = office.get(f"/admin/places/area/{area.pk}/change/").content.decode()
    drawn = GEOSGeometry(unescape(re.search(r'data-shape="([^"]+)"', page)[1]))
    assert drawn.equals(area.shape)
    style = json.loads(re.search(r'<script id="geo-map-style"[^>]*>(.+?)</script>', page)[1])
    assert set(style["sources"]) == {"ground", "streets", "buildings"}
    assert all(one.startswith("/tiles/") for source in style["sources"].values() for one in source["tiles"])
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', page) == []


def test_no_place_is_changed_by_hand(office, city):
    area = made.area()
    assert office.post(f"/admin/places/area/{area.pk}/change/", {"name": "Mine"}).status_code == 403
    assert office.get("/admin/places/area/add/").status_code == 403


def test_pavel_is_kept_out(pavel, browser_of, city):
    assert browser_of(pavel).get("/admin/places/area/").status_code == 403


@pytest.mark.parametrize("address", ["/admin/", "/admin/places/area/", "/health/", "/api/docs", "/people/"])
def test_every_office_page_stands_in_one_frame(office, city, address):
    page = office.get(address).content.decode()
    assert page.count('<header class="sc-header">') == 1
    assert 'href="/people/"' in page
    assert 'id="switch-person"' in page

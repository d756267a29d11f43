"""A drawn area is read strictly, and means metres on the ground."""

import pytest
import shapely
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from gis_app.errors import BadFilter
from gis_app.incidents.filters import Filters
from gis_app.incidents.within import Within

EARTH = Geod(ellps="WGS84")
TRIANGLE = "-33.001,48,-33,48.001,-32.999,48"
LON, LAT = st.floats(-180, 180), st.floats(-88, 88)


def test_three_numbers_are_a_circle_and_more_a_polygon():
    assert Within.parse("-33,48,250") == Within(((-33.0, 48.0),), 250.0)
    assert Within.parse(TRIANGLE).points == ((-33.001, 48.0), (-33.0, 48.001), (-32.999, 48.0))


def test_a_closing_corner_is_the_first_one():
    assert Within.parse(TRIANGLE + ",-33.001,48") == Within.parse(TRIANGLE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-33,48", "corners of a polygon"),
        ("-33,48,-33,49,-32", "corners of a polygon"),
        (",".join(["-33,48"] * 101), "corners of a polygon"),
        ("x,y,z", "numbers with commas"),
        ("-33,48,nan", "numbers with commas"),
        ("-33,48,1e3", "numbers with commas"),
        ("-33,48,٣", "numbers with commas"),
        ("1" * 5000, "numbers with commas"),
        ("48,-133,-32,48,-31,47", "longitude comes first"),
        ("-33,48,0", "radius"),
        ("-33,48,100001", "radius"),
        ("-33,48,-32,48,-31,48", "no inside"),
        ("-33,48,-33,48,-33,48", "no inside"),
        ("-33,48,-32.9,48.1,-32.9,48,-33,48.1", "crosses itself"),
        ("-33,48,-20,48,-33,49", "wider than 5 degrees"),
    ],
)
def test_what_is_no_area_is_refused_in_one_sentence(text, said):
    with pytest.raises(BadFilter, match=said) as refusal:
        Filters.parse(QueryDict(f"within={text}"))
    assert str(refusal.value).endswith(".")


def test_two_drawn_areas_are_one_too_many():
    with pytest.raises(BadFilter, match="given once"):
        Filters.parse(QueryDict("within=-33,48,250&within=-33,48,300"))


def test_the_area_is_part_of_the_key():
    assert Filters.parse(QueryDict("within=-33,48,250")).key() != Filters().key()


@pytest.mark.parametrize("text", ["-33,48,250", TRIANGLE, "179.99,10,-179.99,10,-179.99,10.01", "0,-0.5,1.5"])
def test_the_text_comes_back(text):
    assert Within.parse(str(Within.parse(text))) == Within.parse(text)


def test_a_polygon_across_180_has_two_parts_and_no_more_than_its_size():
    shape = Within.parse("179.99,10,-179.99,10,-179.99,10.01,179.99,10.01").polygon
    assert shape.geom_type == "MultiPolygon"
    assert shape.area == pytest.approx(0.02 * 0.01)
    assert shape.contains(shapely.Point(-179.995, 10.005))


@given(LON, LAT, st.floats(1, 100_000), st.floats(0, 360))
def test_the_box_of_a_circle_holds_the_whole_circle(lon, lat, radius, azimuth):
    west, south, east, north = Within(((lon, lat),), radius).bounds
    there, up, _back = EARTH.fwd(lon, lat, azimuth, radius)
    assert south <= up <= north
    assert west <= there <= east if west <= east else there >= west or there <= east


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=3, max_size=100))
def test_any_corners_are_read_or_refused(corners):
    text = ",".join(f"{part:.5f}" for corner in corners for part in corner)
    try:
        found = Within.parse(text)
    except BadFilter:
        return
    assert found.polygon.is_valid
    assert Within.parse(str(found)) == found

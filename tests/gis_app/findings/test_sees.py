"""Which cameras see a point: to whom it is told, in which order, how finely, and what is refused."""

from math import radians, tan

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gis_app.errors import BadInput
from gis_app.findings import queries
from gis_app.findings.actions import choose_edition
from gis_app.findings.metric import Metric
from gis_app.findings.models import Visibility
from layers.methods.geodesic import EARTH
from layers.methods.pixel_density import EDITIONS
from tests.gis_app.findings.seen import LAT, LON, camera, computed, place, wall
from tests.layers import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def seen_by(user, east: float, north: float, quality: str = "") -> list[int]:
    return [one.camera for one in queries.sees(user, *place(east, north), quality)]


def test_the_finest_picture_comes_first_with_its_pixels_and_distance(pavel):
    near, far = camera(20), camera()
    computed(near, far)
    first, second = queries.sees(pavel, *place(50, 0))
    assert (first.camera, second.camera) == (near.pk, far.pk)
    assert (first.distance_m, second.distance_m) == (pytest.approx(30, abs=0.3), pytest.approx(50, abs=0.3))
    assert first.px_per_m == pytest.approx(1920 / (2 * 0.57735 * (30**2 + 4**2) ** 0.5), rel=0.02)
    assert not first.assumed


def test_a_wall_between_hides_the_point(pavel):
    one = camera()
    wall(20, -10, 25, 10)
    computed(one)
    assert seen_by(pavel, 15, 0) == [one.pk]
    assert seen_by(pavel, 40, 0) == []
    assert seen_by(pavel, 40, 21) == [one.pk], "beside the wall the view goes on"


def test_a_camera_sees_nothing_behind_it_beside_its_angle_or_out_of_reach(pavel):
    computed(camera())
    assert [seen_by(pavel, *spot) for spot in ((-20, 0), (20, 20), (200, 0))] == [[], [], []]


def test_a_class_is_asked_for_by_its_code_and_holds_better_ones(pavel):
    one = camera()
    computed(one)
    assert seen_by(pavel, 12, 0, "perceive") == [one.pk], "1920 px over 2·12·tan 30° are 138 px/m"
    assert seen_by(pavel, 15, 0, "perceive") == []
    assert seen_by(pavel, 12, 0, "overview") == [one.pk]
    with pytest.raises(BadInput, match="no class 'fine'"):
        queries.sees(pavel, LON, LAT, "fine")


CODES = [(year, one) for year, known in EDITIONS.items() for one in known]


@pytest.mark.parametrize("year", EDITIONS)
@pytest.mark.parametrize("quality", [one for _year, one in CODES], ids=[one.name for _year, one in CODES])
def test_a_class_of_either_edition_means_its_pixels_whichever_the_city_has(pavel, artem, browser_of, year, quality):
    """On both sides of the 100 m where the class ends: a point, and an area whose nearest seen point counts."""
    choose_edition(by=artem, year=year)
    side = round(200 * tan(radians(30)) * quality.px_per_m)
    one = camera(height_m=0.5, width_px=side, height_px=side)
    computed(one)
    told = []
    for east in (90, 110):
        lon, lat = place(east, 0)
        for where in (f"lon={lon}&lat={lat}", f"within={lon:.7f},{lat:.7f},5"):
            answer = browser_of(pavel).get(f"/api/v1/sees?{where}&class={quality.name}")
            assert answer.status_code == 200, answer.content
            told.append([row["camera"] for row in answer.json()])
    assert told == [[one.pk], [one.pk], [], []]


def test_distance_is_of_the_citys_metric_system(pavel):
    """Of UTM, whose metres in the middle of a zone are longer than the earth's by four of ten thousand."""
    one = camera(width_px=10_000, height_px=10_000)
    computed(one)
    spot = place(280, 0)
    (here, there), (north, also) = Metric("EPSG:32625").metres([one.point.x, spot[0]], [one.point.y, spot[1]])
    [told] = queries.sees(pavel, *spot)
    assert told.distance_m == round(((there - here) ** 2 + (also - north) ** 2) ** 0.5, 1)
    assert told.distance_m != round(EARTH.inv(*one.point.coords, *spot)[2], 1)


def test_the_index_of_zones_finds_who_sees_a_point(pavel):
    """Of a class of another edition too: the store looks among zones, never at all of them."""
    computed(*(camera(east, 40 * east) for east in range(-10, 10)))
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        queries.sees(pavel, *place(20, 0), "observe")
        [question] = [one["sql"] for one in asked if "ST_Intersects" in one["sql"]]
        cursor.execute(f"EXPLAIN {question}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "findings_visibility_geometry" in plan, plan


def test_operators_are_told_of_the_cameras_of_their_watch_alone(everybody):
    here = made.area()
    there = made.area(code="south", name="South", lon=LON + 1)
    own, other = camera(area=here), camera(area=there)
    computed(own, other)
    made.on_duty(everybody["olga"], here)
    told = {name: set(seen_by(user, 20, 0)) for name, user in everybody.items()}
    both = {own.pk, other.pk}
    none = {name: set() for name in ("igor", "hanna", "anna", "artem", "stranger")}
    assert told == {"olga": {own.pk}, "pavel": both, "oksana": both, **none}


@pytest.mark.parametrize("status", ["removed", "planned"])
def test_a_camera_that_is_not_there_sees_nothing_today(pavel, status):
    one = camera(status=status)
    computed(one)
    assert seen_by(pavel, 20, 0) == []


def test_one_that_is_out_of_order_is_told_with_its_state_and_left_out_where_only_working_ones_count(pavel):
    one = camera(status="offline")
    computed(one)
    assert [seen.status for seen in queries.sees(pavel, *place(20, 0))] == ["offline"]
    assert queries.seen(pavel).count() == 1
    assert not queries.seen(pavel, working=True).exists()


def test_what_an_older_list_said_of_a_camera_sees_nothing(pavel):
    one = camera()
    older = camera(same_as=one, code="C-0")
    computed(one, older)
    assert seen_by(pavel, 20, 0) == [one.pk]
    assert not Visibility.objects.filter(camera=older).exists()


def test_another_edition_names_other_classes_and_shows_what_is_seen_at_all_meanwhile(pavel, artem):
    one = camera()
    computed(one)
    choose_edition(by=artem, year=2014)
    assert set(queries.visible_to(pavel).values_list("quality", flat=True)) == {""}
    computed(one)
    assert "recognise" in set(queries.visible_to(pavel).values_list("quality", flat=True))
    assert seen_by(pavel, 12, 0, "recognise") == [one.pk]
    with pytest.raises(BadInput, match="no edition of 1999"):
        choose_edition(by=artem, year=1999)


def test_the_api_tells_the_same_in_the_agreed_form(pavel, anna, browser_of):
    one = camera()
    computed(one)
    lon, lat = place(20, 0)
    answer = browser_of(pavel).get(f"/api/v1/sees?lon={lon}&lat={lat}&class=outline")
    [told] = answer.json()
    assert told["camera"] == one.pk
    assert {"px_per_m", "distance_m", "assumed"} <= set(told)
    assert browser_of(anna).get(f"/api/v1/sees?lon={lon}&lat={lat}").status_code == 403


def test_an_area_is_seen_by_whoever_sees_any_part_of_it_by_the_nearest(pavel, browser_of):
    near, far, away = camera(20), camera(), camera(0, 500)
    computed(near, far, away)
    lon, lat = place(50, 0)
    told = browser_of(pavel).get(f"/api/v1/sees?within={lon:.7f},{lat:.7f},10").json()
    assert [one["camera"] for one in told] == [near.pk, far.pk]
    assert told[0]["distance_m"] == pytest.approx(20, abs=0.3)
    corners = [place(*corner) for corner in ((40, -5), (60, -5), (60, 5), (40, 5))]
    drawn = ",".join(f"{part:.7f}" for corner in corners for part in corner)
    told = browser_of(pavel).get(f"/api/v1/sees?within={drawn}&class=outline").json()
    assert [one["camera"] for one in told] == [near.pk, far.pk]
    assert browser_of(pavel).get("/api/v1/sees?within=1,2").status_code == 400


@pytest.mark.parametrize(
    "query", ["", "lon=1", "lon=x&lat=2", "lon=nan&lat=2", "lon=181&lat=2", "lon=1&lat=2&class=all", "lon=1&lat=2&z=3"]
)
def test_what_is_no_point_or_class_is_refused_in_a_sentence(pavel, browser_of, query):
    answer = browser_of(pavel).get(f"/api/v1/sees?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_a_crime_s_card_names_the_cameras_that_see_it(pavel, anna, browser_of):
    one = camera()
    computed(one)
    seen, hidden = made.crime(*place(12, 0)), made.crime(*place(-12, 0))
    vague = made.crime(*place(12, 0), place_precision="street")
    cards = [browser_of(pavel).get(f"/api/v1/crimes/{row.pk}").json()["seen_by"] for row in (seen, hidden, vague)]
    [told] = cards[0]["cameras"]
    assert (told["camera"], cards[1]["cameras"], cards[2]) == (one.pk, [], None)
    assert (told["class"], cards[0]["edition"]) == ("perceive", 2025)


def test_what_happened_inside_a_house_is_looked_at_before_the_wall_that_faces_the_street(pavel, browser_of):
    one = camera()
    wall(12, 0.5, 22, 20)
    made.street()  # along the parallel through the middle
    computed(one)
    inside = made.crime(*place(15, 8))
    assert seen_by(pavel, 15, 8) == []
    [told] = browser_of(pavel).get(f"/api/v1/crimes/{inside.pk}").json()["seen_by"]["cameras"]
    assert told["camera"] == one.pk

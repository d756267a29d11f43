"""Every place that is looked at keeps the planner's rules, the planner's own points too."""

import pytest
import shapely
from django.contrib.gis.geos import LineString, MultiPolygon

from etl.derive.placement.candidates import candidates
from gis_app.findings.demand import rules
from gis_app.findings.metric import Metric
from gis_app.findings.placements.parameters import parsed
from gis_app.places.models import City
from tests.etl.placement.town import LAT, WEST, question
from tests.layers import made

pytestmark = pytest.mark.django_db
HOME_AT = (WEST + 0.002, LAT + 0.0002)
AT_THE_HOME = [HOME_AT[0], HOME_AT[1] - 0.00013]
FREE = [WEST + 0.0002, LAT + 0.001]
KINDS = {"own": {"points": [AT_THE_HOME, FREE]}, "pole": {"poles": True}, "crossing": {"crossings": True}}
KINDS["facade"] = {"facades": True}
WEST_HALF = {"type": "Polygon", "coordinates": [[[-34, 47], [-33, 47], [-33, 49], [-34, 49], [-34, 47]]]}
M = 111_195.0


@pytest.fixture
def quarter(city):
    """A street with side streets, and beside it a home and a school."""
    lanes = [WEST + east for east in (0.0005, 0.002, 0.0035)]
    ways = [LineString(*[(lon, LAT) for lon in (WEST, *lanes, WEST + 0.004)])]
    ways += [LineString((lon, LAT - 0.001), (lon, LAT), (lon, LAT + 0.0001)) for lon in lanes]
    for way in ways:
        made.Street.objects.create(**made.origin(shape=way, kind="residential", rank=4, width_m=6))
    for at, kind in ((HOME_AT, "apartments"), ((WEST + 0.001, LAT + 0.0003), "school")):
        walls = MultiPolygon(made.box(*at, 0.0001))
        made.Building.objects.create(**made.origin(shape=walls, kind=kind))


def found(**more):
    city = City.objects.get()
    asked = parsed(question(**{"poles": False, **more}))
    return candidates(asked, city, Metric.of(city), rules())


def degrees(places):
    return Metric.of(City.objects.get()).degrees(places.spots.points)


def metres_from_home(places):
    metric = Metric.of(City.objects.get())
    [home] = metric.shapes([shapely.box(*[c + d for d in (-0.0001, 0.0001) for c in HOME_AT])])
    return shapely.distance(home, places.spots.points)


@pytest.mark.parametrize("kind", KINDS)
def test_no_place_of_any_kind_lies_in_a_forbidden_zone(quarter, kind):
    free, kept = found(**KINDS[kind]), found(**KINDS[kind], forbidden=WEST_HALF)
    zone = shapely.box(-34, 47, -33, 49)
    assert shapely.intersects(zone, degrees(free)).any()
    assert not shapely.intersects(zone, degrees(kept)).any()


@pytest.mark.parametrize("kind", KINDS)
def test_no_place_of_any_kind_is_nearer_to_a_home_than_it_may_be(quarter, kind):
    free, kept = found(**KINDS[kind]), found(**KINDS[kind], homes_m=70)
    assert metres_from_home(free).min() < 70 < metres_from_home(kept).min()


@pytest.mark.parametrize("kind", KINDS)
def test_no_place_of_any_kind_stands_inside_a_house(quarter, kind):
    before = degrees(found(**KINDS[kind]))[0]
    walls = MultiPolygon(made.box(before.x, before.y, 0.00003))
    made.Building.objects.create(**made.origin(shape=walls, kind="garages"))
    assert before.distance(shapely.MultiPoint(degrees(found(**KINDS[kind])))) > 1e-6


def test_own_points_that_break_a_rule_are_counted_by_the_first_that_they_break(quarter):
    far, inside = [WEST - 1, LAT], list(HOME_AT)
    told = found(points=[far, inside, AT_THE_HOME, FREE, [-33.001, LAT + 0.001]], homes_m=15)
    assert told.left_out == {"outside": 1, "inside": 1, "homes": 1}
    assert told.own.tolist() == [3, 4]
    assert told.counts == {"own": 2}
    banned = found(points=[FREE, AT_THE_HOME, [-32.999, LAT + 0.001]], homes_m=15, forbidden=WEST_HALF)
    assert (banned.left_out, banned.own.tolist()) == ({"forbidden": 2}, [2])


def test_a_place_beyond_the_boundary_but_in_the_margin_is_of_the_city(quarter):
    city = City.objects.get()
    east = city.boundary.extent[2]
    metres = 1 / (M * 0.669)
    told = found(points=[[east + 0.5 * city.margin_m * metres, LAT], [east + 2 * city.margin_m * metres, LAT]])
    assert (told.own.tolist(), told.left_out) == ([0], {"outside": 1})

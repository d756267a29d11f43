"""Incidents by district: points and totals, never both of one kind, district and month."""

from datetime import date

import pytest

from gis_app.incidents import totals
from gis_app.incidents.actions import let_totals_stand
from gis_app.incidents.filters import Filters
from gis_app.incidents.models import AreaTotal
from gis_app.incidents.within import Within
from gis_app.people.models import AuditEvent
from gis_app.sources.models import Source
from layers.by_area import by_area, left_out, shading
from tests.layers import made

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 1)
EVERYTHING = Filters()
LAYERS = ("crimes", "accidents", "calls")


@pytest.fixture
def north(city):
    return made.area(code="north", population=2000)


@pytest.fixture
def south(city):
    return made.area(code="south", lon=made.MIDDLE[0] + 0.02)


def total(area, n, day=JUNE, source="totals", **more):
    """A month's total of thefts in an area."""
    whose, _ = Source.objects.get_or_create(code=source, defaults={"name": source})
    end = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    told = {"layer": "crimes", "kind": "theft", "area": area, "day": day, "end": end, "n": n, **more}
    return AreaTotal.objects.create(**made.origin(**told) | {"source": whose})


def numbers(person, filters=EVERYTHING, layers=LAYERS):
    return {one.area.code: (one.points, one.totals) for one in by_area(person, layers, filters)}


def test_points_and_totals_are_added_where_only_one_of_them_is(north, south, pavel):
    made.crime(area=north)
    total(south, 5)
    assert numbers(pavel) == {"north": (1, 0), "south": (0, 5)}


def test_where_both_are_the_points_stand(north, pavel):
    made.crime(area=north)
    total(north, 40)
    total(north, 7, kind="arson")
    total(north, 3, day=date(2026, 5, 1))
    assert numbers(pavel) == {"north": (1, 10)}


def test_the_last_day_of_the_month_belongs_to_it_and_the_next_does_not(north, pavel):
    made.crime(area=north, day=date(2026, 6, 30))
    total(north, 40)
    total(north, 3, day=date(2026, 7, 1))
    assert numbers(pavel) == {"north": (1, 3)}


def test_a_person_may_let_the_totals_stand_and_take_it_back(north, pavel):
    made.crime(area=north)
    made.crime(area=north, kind="arson")
    source = total(north, 40).source
    let_totals_stand(by=pavel, source=source, stand=True)
    assert numbers(pavel) == {"north": (1, 40)}
    let_totals_stand(by=pavel, source=source, stand=False)
    assert numbers(pavel) == {"north": (2, 0)}
    acts = AuditEvent.objects.order_by("pk").values_list("action", "old", "new")
    assert list(acts) == [
        ("totals.stand", {"totals_stand": False}, {"totals_stand": True}),
        ("totals.yield", {"totals_stand": True}, {"totals_stand": False}),
    ]


def test_two_sources_of_one_total_are_counted_once(north, pavel):
    first, second = total(north, 5), total(north, 9, source="other")
    assert numbers(pavel) == {"north": (0, 5)}
    let_totals_stand(by=pavel, source=second.source, stand=True)
    assert numbers(pavel) == {"north": (0, 9)}
    let_totals_stand(by=pavel, source=first.source, stand=True)
    assert numbers(pavel) == {"north": (0, 5)}


def test_two_kinds_of_a_source_that_are_one_of_ours_are_added(north, pavel):
    total(north, 5)
    total(north, 9)
    assert numbers(pavel) == {"north": (0, 14)}


def test_filters_hold_for_totals(north, south, pavel):
    total(north, 1)
    total(north, 2, day=date(2026, 7, 1))
    total(south, 4, kind="arson")
    assert numbers(pavel, Filters(kinds=("arson",)))["south"] == (0, 4)
    assert numbers(pavel, Filters(kinds=("arson",)))["north"] == (0, 0)
    assert numbers(pavel, Filters(areas=("south",))) == {"north": (0, 0), "south": (0, 4)}
    assert numbers(pavel, Filters(from_=JUNE, to=date(2026, 7, 1))) == {"north": (0, 1), "south": (0, 4)}
    assert numbers(pavel, layers=("accidents",)) == {"north": (0, 0), "south": (0, 0)}


def test_a_month_that_the_period_cuts_is_left_out(north, pavel):
    total(north, 1)
    for period in ({"from_": date(2026, 6, 2)}, {"to": date(2026, 6, 30)}):
        assert numbers(pavel, Filters(**period)) == {"north": (0, 0)}


UNTOLD = {
    "drawn area": Filters(within=Within.parse("-33,48,250")),
    "more exactly": Filters(precision="building"),
    "no districts": Filters(areas=("beat:1",)),
}


@pytest.mark.parametrize("words", UNTOLD)
def test_what_they_cannot_tell_is_said_in_a_sentence(north, pavel, words):
    made.area(kind="beat", code="1")
    assert left_out(pavel, LAYERS, UNTOLD[words]) == ""
    total(north, 1)
    assert words in left_out(pavel, LAYERS, UNTOLD[words])
    assert not totals.counting(pavel, LAYERS, UNTOLD[words]).exists()
    assert left_out(pavel, LAYERS, Filters()) == ""


def test_who_may_see_totals(north, south, everybody):
    total(north, 1)
    total(south, 2)
    made.on_duty(everybody["olga"], south)
    seen = {name: sum(row.n for row in totals.visible_to(user)) for name, user in everybody.items()}
    none = {"igor": 0, "hanna": 0, "anna": 0, "artem": 0, "stranger": 0}
    assert seen == {"olga": 2, "pavel": 3, "oksana": 3, **none}


def test_an_operators_map_has_the_districts_of_duty_alone(north, south, olga):
    made.on_duty(olga, south)
    total(north, 1)
    total(south, 2)
    assert numbers(olga) == {"south": (0, 2)}


def test_a_shaded_map_is_told_classes_a_legend_and_a_note(north, south, pavel):
    made.crime(area=north)
    total(south, 5)
    told = made.signed_in(pavel).get("/api/v1/by_area?layer=crimes").json()
    assert [(one["code"], one["step"], one["n"]) for one in told["areas"]] == [("north", 0, 1), ("south", 4, 5)]
    assert told["legend"][0] == "1"
    assert told["legend"][-1] == "5"
    assert "5 of them are totals" in told["note"]


def test_rates_are_told_where_residents_were_counted(north, south, pavel):
    total(north, 5)
    total(south, 5)
    told = {one["code"]: one for one in shading(pavel, LAYERS, Filters(), "rate")["areas"]}
    assert (told["north"]["per_1000"], told["south"]["per_1000"], told["south"]["step"]) == (2.5, None, None)


@pytest.mark.parametrize("query", ["layer=cameras", "per=area", "per=n&per_1000=1"])
def test_what_cannot_be_counted_is_refused(city, pavel, query):
    assert made.signed_in(pavel).get(f"/api/v1/by_area?{query}").status_code == 400

"""What the pages read, and for whom."""

from datetime import date

from dashboards import queries
from gis_app.sources.models import Rejection
from tests.layers import made


def test_the_planner_counts_incidents_by_week_and_by_kind(city, pavel):
    made.crime()
    made.crime(kind="robbery")
    made.accident()
    weekly = queries.over_time(pavel, {})
    assert set(weekly["start"]) == {date(2026, 6, 1)} == set(weekly["first"])
    assert dict(zip(weekly["layer"], weekly["n"], strict=True)) == {"crimes": 2, "accidents": 1}
    assert set(queries.by_kind(pavel, {})["kind"]) == {"theft", "robbery", "collision"}


def test_an_auditor_counts_no_incidents(city, anna):
    made.crime()
    assert queries.over_time(anna, {}).empty
    assert queries.table(anna, "crimes", {}, 0, 100, []) == ([], 0)


def test_the_filters_of_the_address_narrow_the_table(city, pavel):
    made.crime()
    made.crime(kind="robbery")
    rows, total = queries.table(pavel, "crimes", {"kind": ["robbery"], "from": "2026-05-01"}, 0, 100, [])
    assert total == 1
    assert [row["kind"] for row in rows] == ["Robbery"]


def test_a_page_of_the_table_is_sorted_as_asked(city, pavel):
    for code in ("B", "A", "C"):
        made.camera(code=code)
    rows, total = queries.table(pavel, "cameras", {}, 0, 2, [{"colId": "code", "sort": "desc"}])
    assert ([row["code"] for row in rows], total) == (["C", "B"], 3)


def test_a_column_nobody_declared_sorts_nothing(city, pavel):
    made.camera()
    _rows, total = queries.table(pavel, "cameras", {}, 0, 2, [{"colId": "stream", "sort": "asc"}])
    assert total == 1


def test_deliveries_and_rejections_are_for_those_who_answer_for_them(city, pavel, olga):
    delivery = made.delivery()
    Rejection.objects.create(
        source=delivery.source,
        key="1",
        delivery=delivery,
        last_delivery=delivery,
        layer="crimes",
        line=2,
        reason="no_coordinates",
        raw={},
    )
    assert queries.rejections(pavel, delivery.pk, None).count() == queries.open_rejections(pavel) == 1
    assert queries.delivery(olga, delivery.pk) is None
    assert queries.rejections(olga, delivery.pk, None).count() == 0


def test_a_district_is_chosen_by_its_code_and_a_beat_by_kind_and_code(city, pavel):
    made.area(kind="district", code="7", name="Old Town")
    made.area(kind="beat", code="0712", name="")
    values = [item["value"] for group in queries.area_choices(pavel) for item in group["items"]]
    assert values == ["7", "beat:0712"]

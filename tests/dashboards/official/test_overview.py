"""The official's overview: what it counts, what it compares, and what it does not say."""

import json
from datetime import date, timedelta

import pytest

from dashboards import session
from dashboards.official import figures, overview, periods, tiles
from dashboards.official.periods import Period
from dashboards.workspaces import OFFICIAL
from gis_app.errors import BadFilter
from layers.methods.rates import rate_ratio
from tests.dashboards.test_card import text_of
from tests.layers import made
from tests.layers.test_by_area import total

NOW = date(2026, 6, 15)
YEAR = Period(date(2026, 1, 1), NOW)


def crimes(days: list[date], **more) -> None:
    for day in days:
        made.crime(day=day, **more)


def each_day(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


def test_the_same_days_a_year_before_are_compared(city, oksana):
    crimes([date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 14), date(2025, 6, 15), date(2026, 1, 1)])
    crimes([date(2026, 6, 14), date(2026, 6, 15)])
    found = figures.compared(oksana, "crimes", YEAR)
    assert (found.total.now, found.total.before, found.late) == (2, 2, 0)


def test_both_years_end_where_the_data_ends(city, oksana):
    crimes([date(2024, 6, 1), date(2025, 2, 1), date(2025, 5, 1), date(2026, 3, 1)])
    found = figures.compared(oksana, "crimes", YEAR)
    assert found.days == Period(date(2026, 1, 1), date(2026, 3, 2))
    assert (found.total.now, found.total.before) == (1, 1)
    assert tiles.lacking(found) == "Data up to 1 Mar 2026; both years are counted up to that day."


def test_without_the_year_before_nothing_is_compared(city, oksana):
    crimes([date(2025, 3, 1), date(2026, 6, 14)])
    found = figures.compared(oksana, "crimes", YEAR)
    assert found.total.ratio is None
    assert "no year before to compare with" in tiles.lacking(found)
    assert text_of(tiles.verdict(found.total)) == "  cannot be told" or "cannot be told" in text_of(
        tiles.verdict(found.total)
    )


def test_an_empty_store_compares_nothing(city, oksana):
    assert figures.compared(oksana, "crimes", YEAR) is None


def test_an_auditor_is_told_no_figure(city, anna):
    crimes([date(2024, 1, 1), date(2026, 2, 1)])
    assert figures.compared(anna, "crimes", YEAR) is None


def test_deadly_accidents_are_counted_not_the_killed(city, oksana):
    made.accident(day=date(2024, 6, 1))
    made.accident(day=date(2026, 2, 1), dead=3)
    made.accident(day=date(2026, 2, 2), dead=0)
    found = figures.compared(oksana, "accidents", YEAR)
    assert figures.deadly(oksana, found.days, comparable=True).now == 1


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (200, 100, "more"),
        (100, 200, "fewer"),
        (103, 100, "no clear change"),
        (9, 100, "too few cases for a percentage"),
    ],
)
def test_a_change_says_no_more_than_the_counts_bear(now, before, words):
    change = figures.Change(now, before, rate_ratio(now, before, 100, 100))
    assert words in text_of(tiles.verdict(change)) + tiles.against(change)


def test_the_interval_is_written_with_its_ends():
    change = figures.Change(486, 517, rate_ratio(486, 517, 325, 325))
    assert tiles.against(change) == "a year before: 517; −6 % (−17 to +7 %)"


def test_the_period_stands_in_the_address():
    assert periods.asked_for("?from=2026-02-01&to=2026-03-01", NOW) == Period(date(2026, 2, 1), date(2026, 3, 1))
    assert periods.asked_for("", NOW) == YEAR
    with pytest.raises(BadFilter):
        periods.asked_for("?from=yesterday", NOW)


def test_on_the_first_of_a_month_the_month_is_the_one_that_ended():
    names = dict(periods.presets(date(2026, 1, 1)))
    assert names["Month"] == Period(date(2025, 12, 1), date(2026, 1, 1))
    assert names["Since January"] == Period(date(2025, 1, 1), date(2026, 1, 1))


def page_of(user, rf, search: str) -> str:
    request = rf.get("/official/")
    request.user = user
    with session.answering(request, OFFICIAL):
        return text_of(overview.content(user, search, NOW))


def test_the_page_names_both_periods_and_counts_what_is_not_placed(city, oksana, rf):
    crimes(each_day(date(2024, 12, 1), 3) + each_day(date(2026, 1, 1), 12))
    made.camera(status="working")
    words = page_of(oksana, rf, "")
    for part in ("1 Jan 2026 – 14 Jun 2026", "against the same days a year before", "Not placed", "working", "Theft"):
        assert part in words


def test_a_period_that_is_none_is_told_with_the_way_back(city, oksana, rf):
    assert "This period cannot be read." in page_of(oksana, rf, "?from=2026-13-01")


def test_the_overview_answers_over_http(city, oksana, browser_of):
    crimes([date(2024, 12, 1), date(2026, 1, 5)])
    asked = {
        "output": "overview.children",
        "outputs": {"id": "overview", "property": "children"},
        "inputs": [{"id": "place", "property": "search", "value": "?from=2026-01-01&to=2026-02-01"}],
        "changedPropIds": ["place.search"],
    }
    browser = browser_of(oksana)
    browser.get("/official/")
    answer = browser.post("/official/_dash-update-component", json.dumps(asked), content_type="application/json")
    assert "1 Jan 2026" in answer.content.decode()


def test_a_tile_tells_of_totals_that_it_does_not_count(city, oksana):
    north = made.area(code="north")
    made.crime(day=date(2026, 2, 1))
    total(north, 1234, day=date(2026, 3, 1))
    found = figures.compared(oksana, "crimes", YEAR)
    assert (found.total.now, found.totals) == (1, 1234)
    assert "1,234 more are known only as totals by district and month" in tiles.lacking(found)


def test_a_city_of_totals_alone_is_led_to_the_map(city, oksana):
    total(made.area(code="north"), 7)
    assert "7, known only as totals" in str(overview.incidents(oksana, "Crimes", None, "", "crimes"))

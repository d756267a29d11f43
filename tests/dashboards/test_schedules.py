"""The page of schedules: what each reader is told of each source, and what a planner may do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from dashboards.deliveries.table import words_of_account
from dashboards.schedules import chart, detail, page, table
from gis_app.sources import freshness
from gis_app.sources.models import Delivery, Source
from gis_app.sources.pulls import Pull, Schedule
from tests.dashboards import calls
from tests.dashboards.test_calls import pages
from tests.layers import made

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)
ZONE = ZoneInfo("Etc/GMT+2")


@pytest.fixture
def plan(city) -> Schedule:
    """A source that came two days ago, is expected daily, and is pulled tomorrow after two failures."""
    first = made.delivery()
    Source.objects.filter(pk=first.source_id).update(rhythm_days=1, required=True, publisher="Town hall")
    Delivery.objects.filter(pk=first.pk).update(newest=date(2026, 5, 31), read=10, loaded=9, rejected=1)
    more = {"kind": "http", "calendar": "17 6 * * *", "due": NOW + timedelta(hours=18)}
    return Schedule.objects.create(source=first.source, failures=2, error="It is away.", **more)


def text(part) -> str:
    """Everything that is written in a part."""
    if part is None or isinstance(part, int | float):
        return ""
    if isinstance(part, str):
        return part + " "
    if isinstance(part, list | tuple):
        return "".join(map(text, part))
    return text(getattr(part, "children", ""))


def told(user, *, may_change: bool = True) -> str:
    [one] = freshness.arrivals(user)
    return " ".join(text(table.line(one, ZONE, NOW, "/planner/data/", may_change)).split())


def test_a_row_tells_all_that_is_known_of_the_source(plan, pavel):
    assert told(pavel) == (
        "Town file required Town hall 1 Jun 2026, 10:00 31 May 2026 every 1 day late by 1 day It is away. "
        "4 Jun 2026, 04:00 2 failed tries Pull now Pause"
    )


def test_who_may_not_change_has_no_buttons_and_who_sees_no_deliveries_no_schedule(plan, pavel, olga):
    assert "Pause" not in told(pavel, may_change=False)
    assert "given by hand" in told(olga)


def test_a_paused_schedule_can_be_resumed(plan, pavel):
    Schedule.objects.update(on=False, due=None, failures=0, error="")
    assert told(pavel).endswith("paused Resume")


def test_a_source_that_is_pulled_and_never_came_says_so(city, pavel):
    source = Source.objects.create(code="new", name="New")
    Schedule.objects.create(source=source, calendar="0 6 * * *", due=NOW)
    assert told(pavel) == "New never — as it is given never came in a moment 0 6 * * * Pull now Pause"


@pytest.mark.parametrize(
    ("days", "words"), [(None, "as it is given"), (1, "every 1 day"), (30.4, "every 30 days"), (0.5, "every 12 hours")]
)
def test_the_rhythm_is_told_in_words(days, words):
    assert table.expected(days) == words


def test_the_address_names_the_source_that_is_opened(plan, pavel):
    Source.objects.create(code="other", name="Other", required=True)
    rows = freshness.arrivals(pavel)
    assert page.asked_for("?source=other", rows).source.code == "other"
    assert page.asked_for("?source=nothing", rows).source.code == "town_file"
    assert page.asked_for(None, []) is None


def test_the_tries_tell_what_came_of_them(plan, pavel):
    delivery = Delivery.objects.get()
    Pull.objects.create(schedule=plan, state="failed", began_at=NOW, error="It is away.")
    Pull.objects.create(
        schedule=plan, state="delivered", began_at=NOW, delivery=delivery, rows=10, taken_bytes=2_500_000
    )
    tries = detail.table(freshness.pulls(pavel, "town_file", 5), ZONE, "/planner/data/")
    words = " ".join(text(tries).split())
    assert f"Delivery {delivery.pk} 10 2.5 MB" in words
    assert words.endswith("Failed It is away. — —")


def test_the_chart_has_a_bar_a_delivery_and_a_cross_for_what_was_refused():
    rows = [{"id": 1, "when": "1 Jun", "loaded": 9, "updated": 0, "unchanged": 0, "rejected": 1, "taken": True}]
    rows += [{**rows[0], "id": 2, "when": "2 Jun", "loaded": 0, "rejected": 0, "taken": False}]
    figure = chart.accounts(pd.DataFrame(rows), words_of_account(), "Rows", "refused whole")
    named = {trace.name: list(trace.y) for trace in figure.data}
    assert named == {"loaded": [9, 0], "updated": [0, 0], "unchanged": [0, 0], "rejected": [1, 0], "refused whole": [0]}
    assert list(figure.layout.xaxis.ticktext) == ["2 Jun", "1 Jun"]


@pytest.mark.parametrize(
    ("who", "prefix", "may_change"),
    [
        ("pavel", "/planner/", True),
        ("oksana", "/official/", False),
        ("anna", "/auditor/", False),
        ("artem", "/administrator/", True),
    ],
)
def test_every_workspace_with_deliveries_has_the_page(everybody, browser_of, plan, who, prefix, may_change):
    browser, address = browser_of(everybody[who]), f"{prefix}schedules/"
    assert browser.get(address).status_code == 200
    layout = browser.get(f"{address}_dash-layout").content.decode()
    assert ("Town file" in layout, '"data-act":"now"' in layout.replace(" ", "")) == (True, may_change)
    app = pages()[address]
    sent = calls.body(app, "source-detail.children", {"place.search": "?source=town_file"})
    assert b"rows of its last deliveries" in calls.post(browser, address, sent).content

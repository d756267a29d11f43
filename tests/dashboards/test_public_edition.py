"""The page of the public edition: nothing yet, what was given, when it comes again, and who may say so."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from etl import publishing
from etl.jobs import perform
from gis_app.errors import BadInput, Conflict
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job
from gis_app.people.models import AuditEvent
from gis_app.places.queries import city as here
from layers.public.actions import publish_now, schedule
from layers.public.declared import Edition, edition
from layers.public.kept import kept, next_due
from tests.dashboards import calls
from tests.dashboards.test_calls import pages
from tests.layers import made

pytestmark = pytest.mark.django_db
ADDRESS = "/planner/public/"
NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path, settings, city, monkeypatch):
    """A state folder of its own for editions and their declaration."""
    settings.HOME = type(settings.HOME)(tmp_path)
    monkeypatch.setattr(jobs, "BEAT_SECONDS", 600)
    return tmp_path


def shown(browser) -> str:
    browser.get(f"{ADDRESS}_dash-dependencies")
    app = pages()[ADDRESS]
    [output] = [key for key in app.callback_map if "edition-body.children" in key]
    answer = calls.post(browser, ADDRESS, calls.body(app, output, {}))
    return json.dumps(answer.json(), ensure_ascii=False)


def said(browser, output: str, values) -> str:
    browser.get(f"{ADDRESS}_dash-dependencies")
    app = pages()[ADDRESS]
    [found] = [key for key, one in app.callback_map.items() if any(part["id"] == output for part in one["inputs"])]
    return calls.post(browser, ADDRESS, calls.body(app, found, values)).content.decode()


def test_before_the_first_edition_the_page_says_what_to_do(home, browser_of, pavel):
    told = shown(browser_of(pavel))
    assert "Nothing has been published yet." in told
    assert "Publish now" in told
    assert "sexual" in told.lower(), "kinds that are told of the whole city only"


def test_publish_now_is_a_job_and_its_edition_is_told_with_what_was_withheld(home, browser_of, pavel):
    for _ in range(7):
        made.crime()
    for _ in range(2):
        made.crime(kind="robbery")
    browser = browser_of(pavel)
    said(browser, "edition-now", {"edition-now.n_clicks": 1})
    job = Job.objects.get(kind="publish")
    assert (job.owner, AuditEvent.objects.get(action="public.now").actor) == (pavel.pk, pavel.pk)
    assert "An edition is being made" in shown(browser)
    perform(job.pk)
    [found] = kept(here().zone)
    tables = {one.layer: (one.figures, one.withheld) for one in found.tables}
    assert tables == {"crimes": (1, 2), "accidents": (0, 0)}
    told = shown(browser)
    assert "crimes.csv" in told
    assert "/public/" not in told, "no link while nobody outside may read it"
    assert AuditEvent.objects.get(action="public.publish").actor == pavel.pk


def test_what_was_withheld_is_in_no_file_that_strangers_read(home, client):
    (home / "public.yml").write_text("serve: true\n")
    made.crime()
    publishing.give()
    listed = client.get("/public/", SERVER_NAME="localhost").json()["editions"]
    assert [sorted(one["files"]) for one in listed] == [["accidents.csv", "crimes.csv", "datapackage.json"]]
    for name in (".accounts", listed[0]["edition"]):
        answer = client.get(f"/public/{name}/{listed[0]['edition']}.json", SERVER_NAME="localhost")
        assert answer.status_code == 404


def test_files_are_links_where_the_city_serves_them(home, browser_of, pavel):
    (home / "public.yml").write_text("serve: true\n")
    publishing.give()
    name = kept(here().zone)[0].name
    assert f"/public/{name}/crimes.csv" in shown(browser_of(pavel))


def test_the_schedule_is_said_on_the_page_and_the_rest_of_the_file_stays(home, browser_of, pavel):
    (home / "public.yml").write_text("# ours\nleast: 7\nevery: 30\n")
    said(browser_of(pavel), "edition-every", {"edition-every.value": "7"})
    assert (home / "public.yml").read_text() == "# ours\nleast: 7\nevery: 7\n"
    assert edition() == Edition(least=7, every=7)
    row = AuditEvent.objects.get(action="public.schedule")
    assert (row.old, row.new) == ({"every": 30}, {"every": 7})
    schedule(by=pavel, every=None)
    assert edition().every is None


def test_a_page_that_is_drawn_anew_takes_no_schedule_back(home, browser_of, pavel):
    """It was drawn before a second window said every 7 days, and tells of its control after it."""
    (home / "public.yml").write_text("every: 7\n")
    drawn = {"edition-every.value": "30", "edition-every.data-drawn": "30"}
    said(browser_of(pavel), "edition-every", drawn)
    assert edition().every == 7
    said(browser_of(pavel), "edition-every", drawn | {"edition-every.value": "1"})
    assert edition().every == 1


def test_a_file_of_another_shape_is_left_as_it_is(home, pavel):
    (home / "public.yml").write_text(json.dumps({"least": 7, "every": 30}))
    with pytest.raises(Conflict, match="Change it in the home's folder"):
        schedule(by=pavel, every=7)
    with pytest.raises(BadInput):
        schedule(by=pavel, every=3)
    assert edition().every == 30


def test_a_file_that_can_t_be_read_is_told_and_nothing_is_offered(home, browser_of, pavel):
    (home / "public.yml").write_text("least: 1\n")
    told = shown(browser_of(pavel))
    assert "public.yml:" in told
    assert "Publish now" not in told


def test_the_next_edition_is_told_as_the_clock_will_make_it():
    week = Edition(every=7)
    assert next_due(Edition(), NOW, NOW) is None
    assert next_due(week, None, NOW) == NOW
    assert next_due(week, NOW - timedelta(days=2), NOW) == NOW + timedelta(days=5)
    assert next_due(week, NOW - timedelta(days=20), NOW) == NOW


def test_two_wishes_are_one_job(home, pavel):
    assert publish_now(by=pavel).pk == publish_now(by=pavel).pk

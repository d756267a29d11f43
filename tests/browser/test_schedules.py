"""A planner switches a pull on, has it done, sees its account and its failure, and pauses it."""

import re

import pytest
from playwright.sync_api import expect

from etl import jobs, run
from etl.pull import run as pulling
from etl.spec import source
from gis_app.jobs import actions
from gis_app.jobs.models import Job
from gis_app.sources.pulls import Schedule
from tests.etl.files import crime, crimes_text
from tests.etl.pull.conftest import rule
from tests.etl.pull.servers import serving

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CODE = "chicago_crimes"


def work_off() -> None:
    """A worker's turn: the jobs that wait, and those that they put."""
    for kind in ("pull", "import"):
        for job in Job.objects.filter(kind=kind, state="waiting"):
            jobs.perform(job.pk)


def test_a_planner_switches_a_pull_on_has_it_done_and_pauses_it(page, town, monkeypatch):
    monkeypatch.setattr(jobs, "hint", lambda job, **_soon: None)
    monkeypatch.setattr(actions, "BEAT_SECONDS", 600)
    with serving() as far:
        found = source(CODE).model_copy(update={"pull": rule(far)})
        for module in (pulling, run):
            monkeypatch.setattr(module, "source", lambda code: found)
        page.goto("/planner/data/")
        page.get_by_role("link", name="Sources and schedules").click()
        page.locator("#plans-choice").select_option(CODE)
        page.get_by_role("button", name="Pull from now on").click()
        row = page.locator("tr", has_text="Chicago crimes")
        expect(row).to_contain_text("never came")
        assert Schedule.objects.get().source.code == CODE

        body = crimes_text([crime(1, Latitude="48.0005", Longitude="-33.0005")]).encode()
        far.answer = lambda asked: (200, {}, body)
        row.get_by_role("button", name="Pull now").click()
        expect(page.locator("#plans-told")).to_contain_text("The pull has begun")
        work_off()
        page.goto(f"/planner/schedules/?source={CODE}")
        expect(row).to_contain_text("fresh")
        expect(page.locator("#source-detail")).to_contain_text(re.compile(r"Delivery \d+"))
        expect(page.locator("#source-detail .js-plotly-plot")).to_contain_text("rows of its last deliveries")

        far.answer = lambda asked: (503, {}, b"")
        row.get_by_role("button", name="Pull now").click()
        expect(page.locator("#plans-told")).to_contain_text("The pull has begun")
        work_off()
        page.goto(f"/planner/schedules/?source={CODE}")
        expect(row).to_contain_text("127.0.0.1 answered 503. Nothing was loaded.")
        row.get_by_role("button", name="Pause").click()
        expect(row).to_contain_text("paused")
        row.get_by_role("button", name="Resume").click()
        expect(row).to_contain_text("in a moment")

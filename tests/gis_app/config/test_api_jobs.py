"""A person's own jobs over the API: seen and cancelled by that person alone, with the page's token."""

import json

import pytest
from django.test import Client

from gis_app.jobs import actions
from gis_app.jobs.models import Job
from gis_app.people.models import AuditEvent
from tests.layers import made


@pytest.fixture
def job(pavel) -> Job:
    return actions.put(kind="import", key="1", arguments={}, owner=pavel.pk)


def told(browser) -> list[dict]:
    return browser.get("/api/v1/jobs").json()["jobs"]


def test_pavel_sees_his_job_and_how_far_it_is(pavel, job, browser_of):
    delivery = made.delivery()
    delivery.job = job
    delivery.save()
    Job.objects.filter(pk=job.pk).update(state="running", done=250, total=1000)
    [one] = told(browser_of(pavel))
    assert (one["title"], one["state"], one["share"], one["ended"]) == ("Import of town.csv", "running", 0.25, False)


def test_nobody_else_sees_it_nor_ends_it(everybody, job, browser_of):
    for who in ("olga", "oksana", "anna", "artem"):
        browser = browser_of(everybody[who])
        assert told(browser) == []
        assert browser.post(f"/api/v1/jobs/{job.pk}/cancel").status_code == 404
    job.refresh_from_db()
    assert (job.state, job.cancel) == ("waiting", False)


def test_a_waiting_job_ends_at_once_and_says_what_stays(pavel, job, browser_of):
    answer = browser_of(pavel).post(f"/api/v1/jobs/{job.pk}/cancel").json()
    assert (answer["state"], answer["sentence"]) == ("cancelled", "Cancelled before it began. Nothing was changed.")
    assert AuditEvent.objects.get(action="job.cancel").actor == pavel.pk


def test_a_running_job_is_asked_to_stop(pavel, job, browser_of):
    Job.objects.filter(pk=job.pk).update(state="running")
    browser = browser_of(pavel)
    assert "what was there stays" in browser.post(f"/api/v1/jobs/{job.pk}/cancel").json()["sentence"]
    assert told(browser)[0]["stopping"]


def test_a_job_that_had_ended_stays_as_it_is(pavel, job, browser_of):
    Job.objects.filter(pk=job.pk).update(state="done")
    answer = browser_of(pavel).post(f"/api/v1/jobs/{job.pk}/cancel").json()
    assert (answer["state"], answer["sentence"]) == ("done", "It had ended before. What it did stays.")
    assert not AuditEvent.objects.filter(action="job.cancel").exists()


def test_a_forged_form_of_another_page_ends_nothing(pavel, job):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(pavel)
    assert strict.post(f"/api/v1/jobs/{job.pk}/cancel").status_code == 403
    job.refresh_from_db()
    assert job.state == "waiting"


def test_only_a_post_cancels(pavel, job, browser_of):
    assert browser_of(pavel).get(f"/api/v1/jobs/{job.pk}/cancel").status_code == 405


def test_the_description_tells_the_method(pavel, browser_of):
    paths = json.loads(browser_of(pavel).get("/api/openapi.json").content)["paths"]
    assert set(paths["/api/v1/jobs/{record_id}/cancel"]) == {"post"}

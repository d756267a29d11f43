"""The administrator's page of health, and the same figures for Prometheus."""

from datetime import timedelta

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from gis_app.config import health
from gis_app.jobs.models import Job
from gis_app.people import tokens


def part(code: str) -> health.Part:
    return next(one for one in health.parts() if one.code == code)


def figures(browser) -> dict[frozenset[str], float]:
    """Each figure by its name and the values of its labels."""
    answer = browser.get("/metrics")
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    return {frozenset((one.name, *one.labels.values())): one.value for family in families for one in family.samples}


def test_artem_sees_every_part_and_pavel_is_told_who_may(artem, pavel, browser_of):
    page = browser_of(artem).get("/health/")
    assert page.status_code == 200
    assert all(one.title in page.content.decode() for one in health.parts())
    assert browser_of(pavel).get("/health/").status_code == 403
    assert browser_of(pavel).get("/metrics").status_code == 403


def test_a_job_that_waits_too_long_is_told_with_what_to_do(db):
    assert part("jobs").ok
    Job.objects.create(kind="import", key="a", due=timezone.now() - timedelta(hours=1))
    ill = part("jobs")
    assert not ill.ok
    assert "worker" in ill.hint


def test_prometheus_reads_the_parts_and_counts_the_answers(artem, browser_of):
    browser = browser_of(artem)
    browser.get("/metrics")
    told = figures(browser)
    assert told[frozenset({"safecity_part_ok", "store"})] == 1
    assert told[frozenset({"safecity_fact", "store", "size", "B"})] > 1_000_000
    assert told[frozenset({"safecity_answer_seconds_count", "other", "2xx"})] >= 1


def test_a_part_that_cannot_be_looked_at_is_ill_and_hides_no_other(db, settings):
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    told = {one.code: one.ok for one in health.parts()}
    assert told["cache"] is False
    assert told["store"] is True


@pytest.mark.parametrize("code", ["store", "cache", "disk", "jobs", "audit"])
def test_what_has_a_unit_is_a_number_that_prometheus_takes(db, code):
    measured = [fact.value for fact in part(code).facts if fact.unit]
    assert measured
    assert all(isinstance(value, int | float) and value >= 0 for value in measured)


def test_prometheus_comes_in_by_a_token_of_its_own(artem, client):
    ends = timezone.localdate() + timedelta(days=30)
    _token, text = tokens.make(by=artem, name="prometheus", scopes=["health"], ends_on=ends)
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": f"Bearer {text}"}).status_code == 200

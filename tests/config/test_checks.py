"""Readiness is told service by service, with a hint for each that fails."""

import pytest

from gis_app.config import checks


@pytest.mark.django_db
def test_with_everything_running_all_checks_pass():
    assert [(check.name, check.ok, check.hint) for check in checks.ready()] == [
        ("database", True, ""),
        ("redis", True, ""),
        ("migrations", True, ""),
    ]


@pytest.mark.django_db
def test_without_redis_only_redis_fails_and_says_what_to_do(settings):
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    failed = [check for check in checks.ready() if not check.ok]
    assert [check.name for check in failed] == ["redis"]
    assert "./safecity logs redis" in failed[0].hint


@pytest.mark.django_db
def test_a_store_behind_the_program_is_not_ready(monkeypatch):
    monkeypatch.setattr(checks.MigrationExecutor, "migration_plan", lambda self, targets: ["people.9999"])
    assert {check.name: check.ok for check in checks.ready()}["migrations"] is False

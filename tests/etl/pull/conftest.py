"""A far side on this machine, and pulls of it without a store."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from etl import jobs, schedule
from etl.pull import run
from etl.pull.declared import Pull
from etl.pull.door import Budget
from etl.pull.errand import Brought
from etl.spec import SourceSpec
from gis_app.jobs.models import Job
from gis_app.sources.pulls import Pull as Try
from tests.etl.pull.servers import Far, serving

COLUMNS = ["id", "what", "at", "lon", "lat"]


@pytest.fixture
def far() -> Iterator[Far]:
    with serving() as found:
        yield found


def rule(far: Far, kind: str = "http", path: str = "/crimes.csv", **more: Any) -> Pull:
    """A pull from the server on this machine."""
    common = {"calendar": "0 6 * * *", "internal": True, "limit_mb": 1, "limit_minutes": 1}
    return Pull(kind=kind, address=far.address + path, **{**common, **more})


def declared(pull: Pull, **more: Any) -> SourceSpec:
    common = {"code": "town_calls", "name": "Town", "publisher": "Town", "licence": "CC0", "layer": "crimes"}
    return SourceSpec(**{**common, "format": "csv", "headers": [COLUMNS], "id": "id", "pull": pull, **more})


@pytest.fixture
def pulled(tmp_path: Path) -> Callable[..., Brought]:
    """What one pull brings, its drafts in a folder of its own."""
    count = iter(range(1000))

    def once(pull: Pull, cursor: dict[str, Any] | None = None, **more: Any) -> Brought:
        folder = tmp_path / f"draft-{next(count)}"
        folder.mkdir()
        budget = Budget(pull.limit_mb, pull.limit_minutes)
        return run.fetch(declared(pull, **more), cursor or {}, folder, lambda rows: None, budget)

    return once


def turn(at: datetime | None = None) -> Try | None:
    """One round of the clock and of a worker; the newest try."""
    schedule.put_due(at)
    for job in Job.objects.filter(state="waiting").order_by("id"):
        jobs.perform(job.id)
    for job in Job.objects.filter(state="waiting", kind="import"):
        jobs.perform(job.id)
    return Try.objects.order_by("-id").first()

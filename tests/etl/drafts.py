"""A table that nobody declared, and the steps by which a person makes a source of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from etl.jobs import perform
from gis_app.jobs.models import Job
from gis_app.sources import draft_actions
from gis_app.sources.drafts import Draft

TABLE = """номер;когда;что;адрес;широта;долгота
1;05.03.2024 13:30;Кража;Мира, 1;41,85;-87,65
2;06.03.2024 01:10;Грабёж;Мира, 2;41,86;-87,66
3;07.03.2024;Драка;Мира, 3;41,86;-87,66
4;08.03.2024;Кража;Мира, 4;0;0
5;вчера;Кража;Мира, 5;41,86;-87,66
"""


@contextmanager
def own_sources(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of saved declarations in the home of the tests, for as long as the block lasts."""
    folder = settings.HOME.root / f"sources-{uuid4().hex[:8]}"
    folder.mkdir()
    monkeypatch.setattr(type(settings.HOME), "sources", folder, raising=False)
    yield folder
    shutil.rmtree(folder)


def table(folder: Path, text: str = TABLE, name: str = "krazhi.csv", encoding: str = "cp1251") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def work() -> None:
    """Do what waits, as a worker would."""
    while job := Job.objects.filter(state=Job.State.WAITING).order_by("id").first():
        perform(job.id)


def given(person, path: Path) -> Draft:
    """The person's draft of the file, looked at."""
    draft = draft_actions.begin(by=person, file=path)
    work()
    draft.refresh_from_db()
    return draft


def done(draft: Draft, kind: str) -> Draft:
    draft_actions.start(draft=draft, kind=kind)
    work()
    draft.refresh_from_db()
    return draft

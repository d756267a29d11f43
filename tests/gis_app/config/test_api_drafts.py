"""The door by which a table goes in that somebody wants to describe."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gis_app.sources.drafts import Draft

TABLE = "номер;дата\n1;05.03.2024\n".encode()


def sent(browser, content: bytes = TABLE, name: str = "Список.csv"):
    return browser.post("/api/v1/drafts", {"file": SimpleUploadedFile(name, content)})


def test_a_planner_s_table_is_kept_with_a_job_that_looks_at_it(city, pavel, browser_of):
    answer = sent(browser_of(pavel))
    draft = Draft.objects.get(pk=answer.json()["draft"])
    assert (draft.owner, draft.file_name, draft.job.kind) == (pavel, "Список.csv", "draft.look")
    assert draft.job.owner == pavel.pk


@pytest.mark.parametrize(("who", "status"), [("oksana", 403), ("olga", 403), ("anna", 403), ("stranger", 401)])
def test_those_who_may_not_import_give_no_tables(city, everybody, browser_of, who, status):
    assert sent(browser_of(everybody[who])).status_code == status
    assert not Draft.objects.exists()


def test_a_table_that_is_empty_missing_or_too_large_is_refused_with_a_sentence(city, pavel, browser_of, settings):
    browser = browser_of(pavel)
    assert "empty" in sent(browser, b"").json()["error"]
    assert "no file" in browser.post("/api/v1/drafts").json()["error"]
    settings.UPLOAD_LIMIT_BYTES = 10
    assert sent(browser).status_code in (400, 413)
    assert not Draft.objects.exists()

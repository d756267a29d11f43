"""Importing through a page: the account first, then a job of the person's own; nobody else, nothing too large."""

import os
import time
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from etl.spec import source
from gis_app.config import api_imports, uploads
from gis_app.errors import NotFoundHere
from gis_app.jobs.models import Job
from gis_app.sources.models import Delivery, Source


@pytest.fixture(autouse=True)
def hints(monkeypatch) -> list[int]:
    """The jobs that a worker was told of."""
    told: list[int] = []
    monkeypatch.setattr(api_imports.jobs, "hint", told.append)
    return told


@pytest.fixture
def crimes(city) -> SimpleUploadedFile:
    """A file of the demo's crimes with one row, which says nothing."""
    spec = source("demo_crimes")
    rows = [spec.delimiter.join(spec.headers[0]), spec.delimiter.join(["x"] * len(spec.headers[0]))]
    return SimpleUploadedFile("crimes.csv", "\n".join(rows).encode())


def checked(browser, file, **more):
    return browser.post("/api/v1/imports/check", {"file": file, "source": "auto", **more})


def test_the_account_comes_first_and_nothing_is_loaded(pavel, browser_of, crimes):
    told = checked(browser_of(pavel), crimes).json()
    account = told["account"]
    assert (account["source"], account["read"], account["delivery"]) == ("demo_crimes", 1, None)
    assert account["rejected"] == 1
    assert not Delivery.objects.exists()
    assert not Job.objects.exists()


def test_then_it_is_a_job_of_the_person(pavel, browser_of, crimes, hints):
    browser = browser_of(pavel)
    token = checked(browser, crimes).json()["token"]
    told = browser.post("/api/v1/imports", {"token": token, "source": "demo_crimes"}).json()
    job = Job.objects.get(pk=told["job"])
    assert (job.owner, job.kind, hints) == (pavel.pk, "import", [job.pk])
    assert Delivery.objects.get(pk=told["delivery"]).file_name == "crimes.csv"
    assert [one["id"] for one in browser.get("/api/v1/jobs").json()["jobs"]] == [job.pk]


def test_real_rows_over_an_invented_city_are_marked(pavel, browser_of, crimes):
    browser = browser_of(pavel)
    told = checked(browser, crimes).json()
    assert told["foreign"]
    browser.post("/api/v1/imports", {"token": told["token"], "source": "demo_crimes"})
    assert Source.objects.get(code="demo_crimes").foreign


def test_a_file_is_imported_once_and_by_whom_it_is(pavel, artem, browser_of, crimes):
    token = checked(browser_of(pavel), crimes).json()["token"]
    begin = {"token": token, "source": "demo_crimes"}
    assert browser_of(artem).post("/api/v1/imports", begin).status_code == 404
    assert browser_of(pavel).post("/api/v1/imports", begin).status_code == 200
    assert browser_of(pavel).post("/api/v1/imports", begin).status_code == 404


@pytest.fixture
def media(settings, tmp_path):
    """Kept files in a folder of the test."""

    class Home:
        root, media, sources = tmp_path, tmp_path, tmp_path / "sources"

    settings.HOME = Home
    return tmp_path / "uploads"


def given(size: int = 3) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.csv", b"x" * size)


def test_two_pages_of_one_person_keep_a_file_each(media):
    (first, _path), (second, _path) = uploads.keep(7, given()), uploads.keep(7, given())
    assert uploads.kept(7, first).is_file()
    uploads.forget(7, first)
    assert uploads.kept(7, second).is_file()
    with pytest.raises(NotFoundHere):
        uploads.kept(7, first)


def test_of_too_many_files_or_bytes_the_oldest_of_the_person_go(media, settings):
    settings.UPLOAD_LIMIT_BYTES = 100
    others, _path = uploads.keep(8, given())
    moments = count(time.time() - 999)

    def left(*sizes: int) -> list[int]:
        for size in sizes:
            token, _path = uploads.keep(9, given(size))
            os.utime(media / "9" / token, (next(moments),) * 2)
        return sorted(path.stat().st_size for path in media.glob("9/*/*"))

    assert left(1, 2, 3, 4, 5, 6, 7) == [3, 4, 5, 6, 7]
    assert left(100, 100, 100) == [100, 100, 100]
    assert left(50) == [50, 100, 100]
    assert uploads.kept(8, others).is_file()


def test_after_a_day_everybodys_files_go(media):
    token, path = uploads.keep(8, given())
    os.utime(path.parent, (time.time() - 25 * 3600,) * 2)
    uploads.keep(9, given())
    with pytest.raises(NotFoundHere):
        uploads.kept(8, token)


def test_a_file_that_was_refused_is_not_kept(city, pavel, browser_of, media):
    assert checked(browser_of(pavel), given()).status_code == 400
    assert not list(media.glob("*/*"))


@pytest.mark.parametrize("who", ["olga", "oksana", "anna"])
def test_who_may_not_import_is_refused(everybody, browser_of, crimes, who):
    browser = browser_of(everybody[who])
    assert checked(browser, crimes).status_code == 403
    assert browser.post("/api/v1/imports", {"token": "x"}).status_code == 403


@pytest.mark.parametrize("token", ["", "..", "../../secrets", "a" * 22, "a" * 500, "\x00" * 22])
def test_a_forged_token_finds_nothing(city, pavel, browser_of, token):
    assert browser_of(pavel).post("/api/v1/imports", {"token": token}).status_code == 404


def test_a_name_with_a_path_in_it_stays_in_its_folder(pavel, browser_of, crimes):
    crimes.name = "../../../crimes.csv"
    assert checked(browser_of(pavel), crimes).json()["file"] == "crimes.csv"


@pytest.mark.parametrize("name", ["城" * 300 + ".csv", "..csv", "a\x00b.csv", "con:|?*.csv", " .csv"])
def test_no_name_is_too_odd_to_be_kept(pavel, browser_of, crimes, name):
    crimes.name = name
    assert checked(browser_of(pavel), crimes).status_code in (200, 400)


def test_a_file_of_no_source_is_told_which_there_are(city, pavel, browser_of):
    answer = checked(browser_of(pavel), SimpleUploadedFile("notes.csv", b"a,b\n1,2\n"))
    assert answer.status_code == 400
    assert "demo_crimes" in answer.json()["error"]


@pytest.mark.parametrize("name", ["x.gpkg", "x.shp", "x.osm.pbf", "x.geojson", "x.csv.gz", "x"])
def test_rubbish_under_any_name_is_refused_with_a_sentence(city, pavel, browser_of, name):
    answer = checked(browser_of(pavel), SimpleUploadedFile(name, b"\x00\xff\x1frubbish" * 50))
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_an_empty_file_and_none_are_told(city, pavel, browser_of):
    browser = browser_of(pavel)
    assert "empty" in checked(browser, SimpleUploadedFile("empty.csv", b"")).json()["error"]
    assert browser.post("/api/v1/imports/check", {}).status_code == 400


def test_a_file_larger_than_a_page_may_send_is_refused_unread(pavel, browser_of, crimes, settings):
    settings.UPLOAD_LIMIT_BYTES = 10
    assert checked(browser_of(pavel), crimes).status_code == 400
    settings.UPLOAD_LIMIT_BYTES = -200_000
    assert checked(browser_of(pavel), crimes).status_code == 400
    assert not Delivery.objects.exists()

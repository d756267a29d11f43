"""An edition gives figures and nothing else: no point, no number, no text, no rare thing."""

import csv
import hashlib
import json
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import publishing
from etl.errors import Cancelled
from gis_app.errors import Conflict
from gis_app.incidents.models import Crime
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job
from gis_app.people.models import AuditEvent
from gis_app.sources.models import Source
from layers.public import package
from layers.public.declared import Edition, edition
from layers.public.kept import kept
from tests.layers import made

pytestmark = pytest.mark.django_db
LON, LAT = made.MIDDLE


@pytest.fixture
def home(tmp_path, settings):
    """A state folder of its own for editions and their declaration."""
    settings.HOME = type(settings.HOME)(tmp_path)
    return tmp_path


def declare(home, **said) -> None:
    (home / "public.yml").write_text(json.dumps(said), encoding="utf-8")


def rows(folder, layer="crimes") -> list[dict]:
    with (folder / f"{layer}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def crimes(count: int, **more) -> None:
    for _ in range(count):
        made.crime(**more)


def test_figures_are_squares_of_a_month_where_there_are_enough(city, home):
    crimes(6)
    crimes(2, kind="robbery")
    folder = publishing.give().folder
    [theft] = rows(folder)
    first = Crime.objects.filter(kind=theft["kind"]).first()
    assert (theft["n"], theft["size_m"], theft["from"]) == ("6", "250", f"{first.day:%Y-%m}-01")
    assert (float(theft["lon"]), float(theft["lat"])) != pytest.approx((LON, LAT), abs=1e-6)
    account = json.loads((folder / "datapackage.json").read_bytes())
    assert "Fewer than 5 are in no figure" in account["resources"][0]["description"]
    assert "invented" in account["description"]


def test_nothing_of_a_row_but_its_kind_and_month_is_in_any_file(city, home):
    crimes(7, place="Secret Street 12", number="A-777-Z")
    said = "".join(path.read_text(encoding="utf-8") for path in publishing.give().folder.iterdir())
    assert not any(secret in said for secret in ("Secret", "A-777-Z", f"{LON:.5f}", f"{LAT:.5f}"))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 2), st.integers(1, 12)), max_size=40), st.integers(3, 8))
def test_no_figure_is_below_the_minimum_and_all_are_accounted_for(city, home, drawn, least):
    Crime.objects.all().delete()
    for east, kind, month in drawn:
        crimes(1, lon=LON + east * 0.003, kind=("theft", "robbery", "arson")[kind], day=f"2024-{month:02}-10")
    declare(home, least=least)
    told = publishing.give()
    counts = [int(row["n"]) for row in rows(told.folder)]
    assert all(count >= least for count in counts)
    assert sum(counts) + told.withheld["crimes"] == len(drawn)


def test_grave_kinds_are_told_of_the_whole_city_only(city, home):
    crimes(9, kind="sexual_offence")
    [row] = rows(publishing.give().folder)
    assert (row["lon"], row["size_m"], row["n"]) == ("", "", "9")


def test_rows_without_a_licence_are_left_out_of_a_real_city(city, home):
    crimes(6)
    city.invented = False
    city.save()
    Source.objects.update(licence="")
    assert rows(publishing.give().folder) == []


def test_the_account_has_the_sums_of_its_files(city, home):
    crimes(6)
    folder = publishing.give().folder
    for one in json.loads((folder / "datapackage.json").read_bytes())["resources"]:
        body = (folder / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(body), f"sha256:{hashlib.sha256(body).hexdigest()}")


def test_editions_beyond_those_kept_go_and_latest_is_the_newest(city, home, monkeypatch):
    declare(home, keep=2)
    now = timezone.now()
    for hours in range(3):
        monkeypatch.setattr(package.timezone, "now", lambda hours=hours: now + timedelta(hours=hours))
        newest = publishing.give().folder
    assert len(package.editions()) == 2
    assert (package.folder() / "latest").resolve() == newest


def test_publishing_is_in_the_audit(city, home, pavel):
    publishing.give(by=pavel)
    event = AuditEvent.objects.get(action="public.publish")
    assert event.actor == pavel.pk


@pytest.fixture
def claimed(city, home, monkeypatch) -> Job:
    """A job of an edition that a worker has begun; its beat is silent."""
    monkeypatch.setattr(jobs, "BEAT_SECONDS", 600)
    return jobs.claim(jobs.put(kind=publishing.KIND, key="edition").pk)


def during(monkeypatch, act) -> None:
    """Something happens while the figures of a layer are computed."""

    def meanwhile(*given):
        act()
        return figures(*given)

    figures = package.figures
    monkeypatch.setattr(package, "figures", meanwhile)


def left(home) -> list[str]:
    return sorted(path.name for path in (home / "public").iterdir())


def test_an_edition_that_was_cancelled_while_it_was_made_never_appears(claimed, home, monkeypatch):
    during(monkeypatch, lambda: jobs.cancel(job_id=claimed.pk))
    with pytest.raises(Cancelled):
        publishing.work(claimed)
    claimed.refresh_from_db()
    assert (claimed.state, claimed.error) == ("cancelled", "Cancelled: no edition was made.")
    assert left(home) == [".lock"]
    assert not AuditEvent.objects.filter(action="public.publish").exists()


def test_an_edition_whose_job_another_worker_took_never_appears(claimed, home, monkeypatch):
    during(monkeypatch, lambda: Job.objects.filter(pk=claimed.pk).update(lease=uuid4()))
    with pytest.raises(Cancelled):
        publishing.work(claimed)
    claimed.refresh_from_db()
    assert (claimed.state, left(home)) == ("running", [".lock"])
    assert not AuditEvent.objects.filter(action="public.publish").exists()


def test_the_wish_to_end_is_heard_between_the_layers(claimed, home, monkeypatch):
    beats, asked = [], []
    real = jobs.beating

    @contextmanager
    def beating(job):
        with real(job) as beat:
            beats.append(beat)
            yield beat

    monkeypatch.setattr(jobs, "beating", beating)
    during(monkeypatch, lambda: (asked.append(1), setattr(beats[0], "cancelled", True)))
    with pytest.raises(Cancelled):
        publishing.work(claimed)
    assert (len(asked), beats[0].done, beats[0].total, package.editions()) == (1, 1, 2, [])


def test_an_edition_and_the_end_of_its_job_are_one(claimed, home):
    made_one = publishing.work(claimed)
    claimed.refresh_from_db()
    assert (claimed.state, package.editions()) == ("done", [made_one.folder])


def test_a_failing_audit_leaves_no_edition(claimed, home, monkeypatch):
    monkeypatch.setattr("gis_app.people.audit.record", lambda **_told: {}["x"])
    with pytest.raises(KeyError):
        publishing.work(claimed)
    claimed.refresh_from_db()
    assert (claimed.state, claimed.error, package.editions()) == ("failed", "KeyError: see the log.", [])


def test_one_edition_is_made_at_a_time_and_the_second_is_told(claimed, home, monkeypatch):
    said = []

    def second():
        if not said:
            said.append("")
            with pytest.raises(Conflict) as refused:
                publishing.give()
            said[0] = str(refused.value)

    during(monkeypatch, second)
    publishing.work(claimed)
    assert said == ["An edition is being made already. Wait for it."]
    assert len(package.editions()) == 1


def test_what_a_killed_run_left_goes_with_the_next(city, home):
    (home / "public" / ".draft-old").mkdir(parents=True)
    publishing.give()
    assert not list((home / "public").glob(".draft*"))


def test_a_copy_of_an_edition_stops_neither_clock_nor_page(city, home):
    declare(home, every=30, keep=1)
    name = publishing.give().folder.name
    for copy in (f"{name}-copy", "2026", "2xyz"):
        (home / "public" / copy).mkdir()
    assert publishing.put_due() is None
    assert [one.name for one in kept(ZoneInfo(city.timezone))] == [name]
    newest = publishing.give().folder.name
    assert [path.name for path in package.editions()] == [newest]
    assert (home / "public" / f"{name}-copy").is_dir()


def test_an_edition_is_put_when_it_is_due_and_not_before(city, home):
    assert publishing.put_due() is None
    declare(home, every=30)
    job = publishing.put_due()
    assert publishing.put_due() == job
    Job.objects.all().delete()
    publishing.give()
    assert publishing.put_due() is None
    assert publishing.put_due(timezone.now() + timedelta(days=31))


def test_strangers_see_editions_only_where_the_city_serves_them(city, home):
    crimes(6)
    name = publishing.give().folder.name
    assert Client().get("/public/").status_code == 404
    declare(home, serve=True)
    listed = Client().get("/public/").json()
    assert [one["edition"] for one in listed["editions"]] == [name]
    answer = Client().get(listed["latest"])
    assert json.loads(b"".join(answer.streaming_content))["profile"] == "data-package"
    assert Client().post("/public/").status_code == 405


@pytest.mark.parametrize("part", ["../public.yml", "..%2Fpublic.yml", ".draft", "nothing.csv"])
def test_nothing_but_editions_is_given(city, home, part):
    publishing.give()
    declare(home, serve=True)
    assert Client().get(f"/public/latest/{part}").status_code == 404


def test_a_declaration_that_is_none_is_told(home):
    declare(home, least=1)
    with pytest.raises(Exception, match=r"public\.yml"):
        edition()
    assert Edition().serve is False

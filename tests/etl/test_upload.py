"""A table of anybody's becomes a source: guessed, tried, saved, imported, changed."""

import stat
from uuid import uuid4

import pytest
import yaml
from django.conf import settings

from etl.errors import NoSuchSource
from etl.receive import choose
from etl.run import deliver
from etl.spec import all_sources, source
from etl.upload.work import KINDS
from gis_app.errors import BadInput, Conflict
from gis_app.incidents.models import Crime
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job
from gis_app.people.models import AuditEvent
from gis_app.sources import draft_actions, draft_queries
from gis_app.sources.drafts import Draft
from gis_app.sources.models import Delivery, Rejection
from tests.etl.drafts import TABLE, done, given, own_sources, table, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_sources(monkeypatch):
    """A folder of saved declarations for each test alone."""
    with own_sources(monkeypatch):
        yield


@pytest.fixture
def draft(square_city, pavel, tmp_path) -> Draft:
    return given(pavel, table(tmp_path / "in"))


def test_the_columns_are_guessed_in_the_language_of_the_table(draft):
    assert draft.error == ""
    form, reading = draft.form, draft.found["reading"]
    assert (reading["delimiter"], reading["encoding"], reading["header"]) == (";", "cp1251", True)
    assert {role: name for name, role in form["roles"].items()} == {
        "lat": "широта",
        "lon": "долгота",
        "date": "когда",
        "place": "адрес",
        "number": "номер",
    }
    assert (form["decimal"], form["crs"], form["zone"]) == (",", "EPSG:4326", "America/Chicago")
    assert form["formats"] == ["%d.%m.%Y", "%d.%m.%Y %H:%M"] or form["formats"] == ["%d.%m.%Y %H:%M", "%d.%m.%Y"]


def test_a_column_that_is_named_a_kind_has_its_values_guessed(draft):
    draft_actions.say(draft=draft, said={"roles/что": "kind"})
    done(draft, "draft.look")
    assert draft.form["lookups"]["kind"] == {"Кража": "theft", "Грабёж": "robbery"}


def test_what_is_still_needed_is_told_before_anything_is_tried(draft):
    done(draft, "draft.try")
    assert draft.error == "Still needed: Kind of incident."
    assert draft.tried is None


@pytest.fixture
def told(draft) -> Draft:
    """The draft with its kinds, tried."""
    draft_actions.say(draft=draft, said={"roles/что": "kind", "code": "krazhi", "name": "Кражи"})
    done(draft, "draft.look")
    return done(draft, "draft.try")


def test_a_try_gives_the_account_the_points_and_the_rejections_and_keeps_nothing(told):
    account = told.tried["account"]
    assert (account["read"], account["loaded"], account["rejected"]) == (5, 2, 3)
    assert account["reasons"] == {"zero_coordinates": 1, "bad_date": 1, "unknown_kind": 1}
    assert sorted(told.tried["points"]) == [[-87.66, 41.86, "robbery"], [-87.65, 41.85, "theft"]]
    assert sorted(row["line"] for row in told.tried["rejected"]) == [4, 5, 6]
    assert (Crime.objects.count(), Rejection.objects.count(), Delivery.objects.count()) == (0, 0, 0)


def test_what_is_said_afterwards_makes_the_try_void(told):
    draft_actions.say(draft=told, said={"lookups/kind/Драка": "assault"})
    told.refresh_from_db()
    assert told.tried is None


def test_saving_writes_a_declaration_as_a_developer_would_and_imports_the_file(told):
    done(told, "draft.save")
    assert told.error == ""
    path = settings.HOME.sources / "krazhi" / "source.yml"
    written = yaml.safe_load(path.read_text())
    assert written["headers"] == [["номер", "когда", "что", "адрес", "широта", "долгота"]]
    assert written["kind"] == {"column": "что", "lookup": {"Кража": "theft", "Грабёж": "robbery"}}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert source("krazhi").name == "Кражи"
    delivery = Delivery.objects.get(id=told.saved["delivery"])
    assert (delivery.state, delivery.loaded, delivery.rejected) == ("published", 2, 3)
    assert sorted(Crime.objects.values_list("kind", flat=True)) == ["robbery", "theft"]
    assert AuditEvent.objects.get(action="source.describe").new["code"] == "krazhi"


def test_the_next_file_of_these_columns_is_found_by_them(told, tmp_path):
    done(told, "draft.save")
    again = table(tmp_path / "later", TABLE + "6;09.03.2024;Кража;Мира, 6;41,87;-87,66\n", name="april.csv")
    assert choose("auto", again).code == "krazhi"
    account = deliver(again, into_demo=True)
    assert (account["read"], account["loaded"], account["unchanged"]) == (6, 1, 2)


def test_a_saved_declaration_is_changed_and_counts_at_once(told, pavel):
    done(told, "draft.save")
    change = draft_actions.begin(by=pavel, code="krazhi")
    work()
    change.refresh_from_db()
    assert (change.error, change.form["name"], change.form["roles"]["что"]) == ("", "Кражи", "kind")
    draft_actions.say(draft=change, said={"lookups/kind/Драка": "assault"})
    done(change, "draft.save")
    assert source("krazhi").kind.lookup["Драка"] == "assault"
    assert Crime.objects.count() == 3
    assert AuditEvent.objects.filter(action="source.describe").order_by("id").last().old["yml"].count("Драка") == 0


def test_a_worker_whose_job_was_taken_over_saves_nothing(told):
    job = jobs.claim(draft_actions.start(draft=told, kind="draft.save").pk)
    Job.objects.filter(pk=job.pk).update(lease=uuid4())
    KINDS["draft.save"](job)
    told.refresh_from_db()
    assert (told.saved, told.error, Delivery.objects.count()) == (None, "", 0)
    assert not list(settings.HOME.sources.iterdir())
    assert not AuditEvent.objects.filter(action="source.describe").exists()


def test_a_declaration_that_a_killed_try_left_is_saved_by_the_next(told, monkeypatch):
    with monkeypatch.context() as once:
        once.setattr("gis_app.people.audit.record", lambda **_told: {}["x"])
        with pytest.raises(KeyError):
            done(told, "draft.save")
    told.refresh_from_db()
    assert (told.saved, [path.name for path in settings.HOME.sources.iterdir()]) == (None, ["krazhi"])
    done(told, "draft.save")
    assert (told.error, told.saved["code"], Delivery.objects.count()) == ("", "krazhi", 1)


@pytest.mark.parametrize("code", ["", "a", "Кражи", "krazhi ", "../x", "osm", "approaches", "chicago_crimes", "x" * 80])
def test_a_short_name_that_is_none_or_taken_is_refused(told, code):
    draft_actions.say(draft=told, said={"code": code})
    done(told, "draft.save")
    assert "short name" in told.error
    assert told.saved is None
    assert not list(settings.HOME.sources.iterdir())
    assert Delivery.objects.count() == 0


def test_a_declaration_that_went_bad_is_left_out_and_the_others_stay(told):
    done(told, "draft.save")
    bad = settings.HOME.sources / "broken"
    bad.mkdir()
    (bad / "source.yml").write_text("name: [")
    assert "krazhi" in all_sources()
    assert "broken" not in all_sources()
    with pytest.raises(NoSuchSource):
        source("broken")


def test_a_declaration_of_the_home_never_stands_for_one_of_the_product(told):
    (settings.HOME.sources / "chicago_crimes").mkdir()
    (settings.HOME.sources / "chicago_crimes" / "source.yml").write_text("name: Mine\npublisher: ''\nlicence: ''\n")
    assert source("chicago_crimes").publisher == "Chicago Police Department"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"%PDF-1.4", "none of CSV"),
        ("a.csv", b"", "no columns"),
        ("a.csv", b"a;a\n1;2\n", "twice"),
        ("a.csv", b'a;b\n"1;2\n', "can't be taken apart"),
        ("a.xlsx", b"a;b", "no whole zip"),
        ("a.zip", b"a;b", "no whole zip"),
        ("a.geojson", b"{}", "no columns"),
        ("a.geojson", b"{", "Nothing was loaded"),
        ("a.gpkg", b"x", "can't be read"),
        ("a.csv.gz", b"\x1f\x8b\x08", "no columns"),
    ],
)
def test_a_file_that_can_t_be_read_says_why_and_the_draft_stays(square_city, pavel, tmp_path, name, content, sentence):
    path = tmp_path / name
    path.write_bytes(content)
    draft = given(pavel, path)
    assert sentence in draft.error
    assert draft.found is None
    assert draft.job.state == Job.State.FAILED


def test_a_job_of_a_draft_can_be_cancelled_and_what_was_said_stays(draft, pavel):
    job = draft_actions.start(draft=draft, kind="draft.try")
    with pytest.raises(Conflict):
        draft_actions.start(draft=draft, kind="draft.save")
    assert jobs.cancel(job_id=job.pk, by=pavel)
    draft.refresh_from_db()
    assert not draft_actions.is_busy(draft)
    assert draft.form["roles"]["когда"] == "date"


def test_drafts_are_their_owner_s_alone(draft, pavel, artem, everybody):
    assert list(draft_queries.visible_to(pavel)) == [draft]
    for name, person in everybody.items():
        if name != "pavel":
            assert not draft_queries.visible_to(person).exists()


def test_a_dropped_draft_takes_its_file_along(draft):
    path = settings.HOME.root / draft.file_path
    assert path.is_file()
    draft_actions.drop(draft=draft)
    assert not path.exists()
    assert Draft.objects.count() == 0


def test_a_person_has_so_many_drafts_and_no_more(draft, pavel, tmp_path, monkeypatch):
    monkeypatch.setattr(draft_actions, "MOST_DRAFTS", 1)
    with pytest.raises(BadInput, match="unfinished"):
        draft_actions.begin(by=pavel, file=table(tmp_path / "more"))

"""`./safecity import`: its exit codes, its one document, its one sentence."""

import json

import pytest
from django.core.management import call_command

from gis_app.config import product
from gis_app.incidents.models import Crime
from gis_app.places.models import City
from gis_app.sources.models import Delivery, Source
from tests.etl.files import city_file, crime, crimes_csv

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(monkeypatch, capsys):
    """Call the command on the tests' own store: exit code, standard output, standard error on one line."""
    monkeypatch.setattr(product, "start_store", lambda: None)
    monkeypatch.setattr(product, "migrate", lambda: None)

    def call(*words: object) -> tuple[int, str, str]:
        try:
            call_command("import", *map(str, words))
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        told = capsys.readouterr()
        return code, told.out, " ".join(told.err.split())

    return call


def test_an_import_prints_one_document_and_exits_0_despite_rejections(square_city, tmp_path, run):
    code, out, _ = run("auto", crimes_csv(tmp_path, crime(1), crime(2, Latitude="")), "--json")
    account = json.loads(out)
    assert (code, account["source"], account["read"], account["rejected"]) == (0, "chicago_crimes", 2, 1)
    keys = "source delivery read loaded updated unchanged rejected made reasons notes warnings seconds"
    assert set(account) == set(keys.split())


def test_several_files_give_a_list(square_city, tmp_path, run):
    paths = [crimes_csv(tmp_path, crime(number), name=f"{number}.csv") for number in (1, 2)]
    code, out, _ = run("chicago_crimes", *paths, "--json")
    assert (code, [account["loaded"] for account in json.loads(out)]) == (0, [1, 1])


def test_options_may_stand_between_the_source_and_its_files(square_city, tmp_path, run):
    code, out, _ = run("auto", "--json", crimes_csv(tmp_path, crime(1)), "--dry-run")
    assert (code, json.loads(out)["delivery"], json.loads(out)["read"]) == (0, None, 1)


def test_a_refused_file_exits_1_with_its_sentence_and_stops_no_other(square_city, tmp_path, run):
    refused, good = crimes_csv(tmp_path), crimes_csv(tmp_path, crime(1), name="good.csv")
    refused.write_text("a,b\n1,2\n")
    code, out, told = run("chicago_crimes", refused, good, "--json")
    error, account = json.loads(out)
    assert code == 1
    assert "crimes.csv has another header" in told
    assert error["file"] == "crimes.csv"
    assert error["error"].startswith("crimes.csv has another header")
    assert account["loaded"] == Crime.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["auto", "none.csv"], "There is no file"),
        (["auto"], "Say which source"),
        ([], "Say which source"),
        (["chicago_dreams", __file__], "There is no source 'chicago_dreams'"),
        (["auto", __file__], "matches none of"),
        (["auto", __file__, "--city", "city.yml"], "--city goes with --dry-run"),
    ],
)
def test_a_call_that_makes_no_sense_exits_2(square_city, run, words, sentence):
    code, out, told = run(*words)
    assert (code, out) == (2, "")
    assert sentence in told


@pytest.mark.parametrize(
    "words", [["auto"], [], ["auto", __file__, "--city", "city.yml"], ["chicago_dreams", __file__]]
)
def test_a_call_that_makes_no_sense_says_so_in_its_one_document(square_city, run, words):
    code, out, told = run(*words, "--json")
    assert (code, json.loads(out)["error"]) == (2, told)


def test_a_city_file_that_is_wrong_exits_2(square_city, tmp_path, run):
    path = crimes_csv(tmp_path, crime(1))
    code, _, told = run("auto", path, "--dry-run", "--city", city_file(tmp_path, margin_m=-5))
    assert (code, "margin_m" in told) == (2, True)


def test_a_home_without_a_city_takes_no_real_import(db, tmp_path, run):
    code, _, told = run("auto", crimes_csv(tmp_path, crime(1)))
    assert (code, told) == (2, "This home has no city yet. Load one: ./safecity load city.yml.")
    assert not Delivery.objects.exists()


def test_into_the_invented_city_only_when_told_so(square_city, tmp_path, run):
    City.objects.update(invented=True)
    path = crimes_csv(tmp_path, crime(1))
    code, _, told = run("auto", path)
    assert (code, "--into-demo" in told, Crime.objects.count()) == (2, True, 0)
    assert run("auto", path, "--dry-run")[0] == 0
    assert run("auto", path, "--into-demo")[0] == 0
    assert (Crime.objects.count(), Source.objects.get().foreign) == (1, True)


def test_a_file_that_several_sources_match_names_them(square_city, tmp_path, run, declare):
    declare("chicago_crimes", code="twin")
    code, _, told = run("auto", crimes_csv(tmp_path, crime(1)))
    assert code == 2
    assert "crimes.csv matches chicago_crimes, twin." in told


def test_the_sources_are_listed_for_machines(db, run):
    code, out, _ = run("--list", "--json")
    assert code == 0
    assert {"code", "name", "publisher", "licence", "layer"} <= set(json.loads(out)[0])

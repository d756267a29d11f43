"""`./safecity new-city`: from an extract to a loaded city, its exit codes, its one document."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from etl import run as delivering
from gis_app.config import product
from gis_app.jobs import actions
from gis_app.places.models import Area, Building, City, Street
from gis_app.sources.models import Delivery, Rejection
from tests.etl.new_city.conftest import CITY, region
from tests.real import real

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(monkeypatch, capsys, tmp_path, home):
    """Call the command on the tests' own store: exit code, standard output, standard error on one line."""
    monkeypatch.setattr(product, "start_store", lambda: None)
    monkeypatch.setattr(product, "migrate", lambda: None)
    monkeypatch.setattr(actions, "BEAT_SECONDS", 600)
    monkeypatch.chdir(tmp_path)

    def call(*words: object) -> tuple[int, str, str]:
        try:
            call_command("new-city", *map(str, words))
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        told = capsys.readouterr()
        return code, told.out, " ".join(told.err.split())

    return call


def test_an_extract_becomes_a_city_with_districts_streets_and_buildings(extract: Path, run):
    code, out, _ = run(extract, "степной", "--json")
    answer = json.loads(out)
    assert (code, answer["file"], answer["city"]["relation"]) == (0, "city.yml", 1)
    assert answer["districts"] == ["East", "Mountain", "North", "West"]
    assert [account["source"] for account in answer["imports"]] == ["city_districts", "osm"]
    assert City.objects.get().name == "Степной"
    districts = Area.objects.filter(kind="district")
    assert {area.name: area.names for area in districts}["East"] == {"en": "East district"}


def test_what_lies_outside_is_counted_and_what_crosses_the_edge_is_kept(extract: Path, run):
    _, out, _ = run(extract, "степной", "--json")
    account = json.loads(out)["imports"][-1]
    assert (account["rejected"], account["notes"]["skipped_outside"]) == (0, 3)
    assert list(Street.objects.values_list("name", flat=True)) == ["Out of town"]
    assert list(Building.objects.values_list("name", flat=True)) == ["Inside"]
    assert not Rejection.objects.exists()


def test_a_relation_that_lies_broken_outside_is_skipped_not_rejected(tmp_path: Path, run):
    drawn = region(tmp_path / "region.osm.pbf")
    members = [("w", drawn.way([(60, 60), (61, 61)]), "outer"), ("w", 999, "outer")]
    drawn.relation(members, {"type": "multipolygon", "natural": "wood"})
    _, out, _ = run(drawn.save(), "степной", "--json")
    account = json.loads(out)["imports"][-1]
    assert (account["rejected"], account["notes"]["skipped_outside"]) == (0, 4)


def test_a_relation_that_lies_broken_inside_is_rejected_with_its_reason(tmp_path: Path, run):
    drawn = region(tmp_path / "region.osm.pbf")
    members = [("w", drawn.way([(1, 1), (2, 1)]), "outer"), ("w", 999, "outer")]
    number = drawn.relation(members, {"type": "multipolygon", "natural": "wood"})
    run(drawn.save(), "степной", "--json")
    assert list(Rejection.objects.values_list("key", "reason")) == [(f"relation/{number}", "bad_geometry")]


def test_a_dry_run_gives_the_same_account_and_leaves_nothing(extract: Path, tmp_path: Path, run, home):
    _, out, _ = run(extract, "степной", "--dry-run", "--json")
    dry = json.loads(out)
    assert (dry["file"], City.objects.count(), Delivery.objects.count()) == (None, 0, 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "region.osm.pbf"]
    assert not (home.root / "new-city.json").exists()
    wet = json.loads(run(extract, "степной", "--json")[1])
    same = ("source", "read", "loaded", "rejected", "made", "notes")
    assert [[one[name] for name in same] for one in dry["imports"]] == [
        [one[name] for name in same] for one in wet["imports"]
    ]


def test_several_cities_of_one_name_exit_2_and_load_nothing(tmp_path: Path, run):
    drawn = region(tmp_path / "region.osm.pbf")
    number = drawn.bounded(0, 100, 5, CITY)
    code, out, told = run(drawn.save(), "степной", "--json")
    assert (code, City.objects.count()) == (2, 0)
    assert json.loads(out)["error"].split() == told.split()
    assert f"--relation {number}" in told
    assert run(drawn.path, "степной", "--relation", number)[0] == 0


def test_an_unknown_name_exits_2(extract: Path, run):
    code, _, told = run(extract, "Atlantis")
    assert (code, "no boundary named Atlantis" in told) == (2, True)


def test_a_missing_file_exits_2_and_a_broken_one_1(tmp_path: Path, run):
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(b"nothing of the kind")
    assert [run(tmp_path / "none.osm.pbf", "x")[0], run(broken, "x")[0]] == [2, 1]


def test_a_home_that_holds_a_city_is_refused(extract: Path, square_city: City, tmp_path: Path, run):
    code, _, told = run(extract, "степной")
    assert (code, "This home holds Square (square) already" in told) == (2, True)
    assert not (tmp_path / "city.yml").read_text().startswith("# Made by")


def test_a_whole_city_is_not_loaded_over(extract: Path, run):
    assert [run(extract, "степной")[0], run(extract, "степной")[0]] == [0, 2]


def test_a_run_cut_short_is_continued_by_the_next(extract: Path, run, monkeypatch):
    whole, calls = delivering.deliver, []

    def dying(path: Path, source: str, **options: object):
        calls.append(source)
        if calls == ["city_districts", "osm"]:
            raise KeyboardInterrupt
        return whole(path, source, **options)

    monkeypatch.setattr(delivering, "deliver", dying)
    with pytest.raises(KeyboardInterrupt):
        run(extract, "степной")
    assert (Building.objects.count(), City.objects.count()) == (0, 1)
    code, out, _ = run(extract, "степной", "--json")
    assert (code, calls) == (0, ["city_districts", "osm", "osm"])
    assert [account["source"] for account in json.loads(out)["imports"]] == ["city_districts", "osm"]
    assert Building.objects.count() == 1


def test_a_real_extract_becomes_a_city(run):
    code, out, _ = run(real("boston_back_bay/back_bay.osm.pbf"), "Back Bay", "--json")
    account = json.loads(out)["imports"][-1]
    assert (code, account["rejected"]) == (0, 0)
    assert account["notes"]["skipped_outside"] > 0
    assert Building.objects.count() > 1000

"""A folder, a file behind an address, CKAN and ArcGIS: what each brings, and that nothing new is no delivery."""

import gzip
import json
import os
import time
from datetime import UTC, datetime

import pytest

from etl.errors import PullFailed
from etl.pull.declared import Pull
from tests.etl.pull.conftest import rule
from tests.etl.pull.servers import bomb

MONDAY = "Mon, 02 Mar 2026 06:00:00 GMT"


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def put(folder, name: str, content: str, age_s: float = 60) -> None:
    (folder / name).write_text(content)
    os.utime(folder / name, (time.time() - age_s, time.time() - age_s))


def of(folder, **more) -> Pull:
    return Pull(kind="folder", address=str(folder), calendar="0 * * * *", **more)


def test_a_folder_gives_its_files_one_by_one_the_oldest_first(inbox, pulled):
    put(inbox, "b.csv", "b", 100)
    put(inbox, "a.csv", "a", 50)
    first = pulled(of(inbox))
    second = pulled(of(inbox), first.cursor)
    assert [(each.path.name, each.more) for each in (first, second)] == [("b.csv", True), ("a.csv", False)]
    assert pulled(of(inbox), second.cursor).path is None


def test_a_file_comes_again_when_it_says_something_else_and_not_when_it_was_only_touched(inbox, pulled):
    put(inbox, "a.csv", "one")
    first = pulled(of(inbox))
    put(inbox, "a.csv", "one", 30)
    assert pulled(of(inbox), first.cursor).path is None
    put(inbox, "a.csv", "two", 20)
    assert pulled(of(inbox), first.cursor).path.read_text() == "two"


def test_what_is_hidden_foreign_linked_or_still_being_written_waits(inbox, pulled, tmp_path):
    (tmp_path / "secret.csv").write_text("secret")
    (inbox / "link.csv").symlink_to(tmp_path / "secret.csv")
    for name, age in {".a.csv": 60, "notes.txt": 60, "new.csv": -60, "part.dbf": 60}.items():
        put(inbox, name, "x", age)
    assert pulled(of(inbox, files="*.csv")).path is None


def test_the_parts_of_a_shapefile_come_together(inbox, pulled):
    for suffix in ("shp", "shx", "dbf", "prj"):
        put(inbox, f"roads.{suffix}", suffix)
    brought = pulled(of(inbox))
    assert sorted(path.name for path in brought.path.parent.iterdir()) == [
        "roads.dbf",
        "roads.prj",
        "roads.shp",
        "roads.shx",
    ]
    assert pulled(of(inbox), brought.cursor).path is None


def test_a_folder_that_is_away_and_a_file_over_the_limit_are_one_sentence(inbox, pulled):
    with pytest.raises(PullFailed, match=r"can't be read: No such file or directory. Nothing was loaded."):
        pulled(of(inbox / "gone"))
    put(inbox, "large.csv", "x" * 2_000_000)
    with pytest.raises(PullFailed, match="More than 1 MB came"):
        pulled(of(inbox, limit_mb=1))


def test_a_file_is_asked_for_again_only_if_it_changed(far, pulled):
    far.answer = lambda asked: (
        (304, {}, b"")
        if asked.headers.get("if-none-match") == '"v1"'
        else (200, {"ETag": '"v1"', "Last-Modified": MONDAY}, b"one")
    )
    first = pulled(rule(far))
    assert (first.path.name, first.path.read_bytes()) == ("crimes.csv", b"one")
    assert pulled(rule(far), first.cursor).path is None
    assert far.asked[1].headers["if-modified-since"] == MONDAY


def test_a_server_that_says_nothing_of_changes_is_judged_by_the_bytes(far, pulled):
    far.answer = lambda asked: (200, {}, b"one")
    first = pulled(rule(far))
    assert pulled(rule(far), first.cursor).path is None
    far.answer = lambda asked: (200, {}, b"two")
    assert pulled(rule(far), first.cursor).path.read_bytes() == b"two"


def test_a_packed_file_is_held_against_the_limit_by_what_it_unpacks_to(far, pulled):
    far.answer = lambda asked: (200, {"Content-Type": "application/gzip"}, bomb(50))
    with pytest.raises(PullFailed, match="unpacks to more than 1 MB"):
        pulled(rule(far, path="/crimes.csv.gz"))
    far.answer = lambda asked: (200, {}, gzip.compress(b"id\n1\n"))
    assert pulled(rule(far, path="/crimes.csv.gz")).path.name == "crimes.csv.gz"


def test_an_empty_answer_is_no_file(far, pulled):
    far.answer = lambda asked: (200, {}, b"")
    with pytest.raises(PullFailed, match="empty"):
        pulled(rule(far))


TABLE = {"fields": {"id": "nr", "what": "kind"}, "cursor": "edited", "page": 2, "overlap": 0}


class CkanTable:
    """Three rows behind `datastore_search_sql`."""

    def __init__(self) -> None:
        self.rows = [{"_id": n, "nr": f"n{n}", "kind": None, "edited": f"2026-03-0{n}T00:00:00"} for n in (1, 2, 3)]
        self.asked: list[str] = []

    def __call__(self, asked):
        sql = asked.query["sql"]
        self.asked.append(sql)
        if "max(" in sql:
            records = [{"top": max(row["edited"] for row in self.rows)}]
        else:
            behind = int(sql.split('"_id" > \'')[1].split("'")[0]) if '"_id" > ' in sql else 0
            after = sql.split('"edited" > \'')[1].split("'")[0] if '"edited" > ' in sql else ""
            records = [row for row in self.rows if row["_id"] > behind and row["edited"] > after][:2]
        return 200, {}, json.dumps({"success": True, "result": {"records": records}}).encode()


def test_ckan_rows_come_by_sql_page_by_page(far, pulled):
    far.answer = theirs = CkanTable()
    pull = rule(far, "ckan", "/api/3/action", table='ab"c', key="_id", **TABLE)
    first = pulled(pull, headers=[["id", "what"]])
    assert first.path.read_text().splitlines() == ["id,what", "n1,", "n2,", "n3,"]
    assert theirs.asked[1].endswith('FROM "ab""c" WHERE "edited" <= \'2026-03-03T00:00:00\' ORDER BY "_id" LIMIT 2')
    assert pulled(pull, first.cursor).path is None
    theirs.rows.append({"_id": 4, "nr": "n4", "kind": "x", "edited": "2026-03-04T00:00:00"})
    assert pulled(pull, first.cursor).path.read_text().splitlines() == ["id,what", "n4,x"]


def test_a_portal_that_refuses_the_question_is_one_sentence(far, pulled):
    far.answer = lambda asked: (200, {}, b'{"success": false, "error": {"message": "no sql"}}')
    with pytest.raises(PullFailed, match="refused the question"):
        pulled(rule(far, "ckan", "/api/3/action", table="abc", key="_id", **TABLE))


def arcgis(asked):
    """A layer of three points, the edit dates in milliseconds, questions in whole seconds."""
    edited = {n: int(datetime(2026, 3, n, 12, 0, 0, 250_000, UTC).timestamp() * 1000) for n in (1, 2, 3)}
    if "outStatistics" in asked.query:
        return 200, {}, json.dumps({"features": [{"attributes": {"TOP": edited[3]}}]}).encode()
    where = asked.query["where"]
    behind = int(where.split("OBJECTID > ")[1]) if "OBJECTID > " in where else 0
    after = where.split("edited > timestamp '")[1][:19] if "edited > " in where else "0"
    features = [
        {
            "type": "Feature",
            "properties": {"OBJECTID": n, "nr": n, "kind": "x", "edited": edited[n]},
            "geometry": {"type": "Point", "coordinates": [1.5, n]},
        }
        for n in edited
        if n > behind and f"2026-03-0{n} 12:00:00" > after
    ]
    return 200, {}, json.dumps({"type": "FeatureCollection", "features": features[:2]}).encode()


ARCGIS = {**TABLE, "key": "OBJECTID", "keys_are": "number"}


def test_arcgis_points_come_as_columns_of_a_csv(far, pulled):
    far.answer = arcgis
    fields = {"id": "nr", "what": "kind", "lon": "geometry.lon", "lat": "geometry.lat"}
    pull = rule(far, "arcgis", "/rest/0", **{**ARCGIS, "fields": fields})
    brought = pulled(pull)
    assert brought.path.read_text().splitlines() == ["id,what,lon,lat", "1,x,1.5,1", "2,x,1.5,2", "3,x,1.5,3"]
    assert brought.cursor["top"] == "2026-03-03T12:00:00.250+00:00"
    assert far.asked[1].query["where"] == "edited <= timestamp '2026-03-03 12:00:01'"
    assert pulled(pull, brought.cursor).path is None


def test_arcgis_features_come_as_geojson_with_their_shapes(far, pulled):
    far.answer = arcgis
    pull = rule(far, "arcgis", "/rest/0", **ARCGIS)
    told = json.loads(pulled(pull, format="geojson", headers=[["id", "what"]]).path.read_text())
    assert [each["properties"]["id"] for each in told["features"]] == [1, 2, 3]
    assert told["features"][2]["geometry"] == {"type": "Point", "coordinates": [1.5, 3]}


def test_an_error_of_arcgis_in_an_answer_of_200_is_refused(far, pulled):
    far.answer = lambda asked: (200, {}, b'{"error": {"code": 400}}')
    with pytest.raises(PullFailed, match="refused the question"):
        pulled(rule(far, "arcgis", "/rest/0", **ARCGIS))


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ({"kind": "http", "address": "https://a.example/x", "calendar": "every day"}, "no calendar"),
        ({"kind": "http", "address": "https://a.example/x", "calendar": "99 6 * * *"}, "no calendar"),
        ({"kind": "http", "address": "ftp://a.example/x", "calendar": "0 6 * * *"}, "begins with https"),
        ({"kind": "socrata", "address": "https://a.example/x", "calendar": "0 6 * * *"}, "names its cursor and key"),
        ({"kind": "http", "address": "https://a.example/x", "calendar": "0 6 * * *", "cokie": "x"}, "cokie"),
    ],
)
def test_a_malformed_block_is_refused_by_name(block, sentence):
    with pytest.raises(ValueError, match=sentence):
        Pull(**block)

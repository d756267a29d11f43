"""Tables as people have them: without a header, in a workbook, as a zipped Shapefile or a GeoPackage."""

import io
import sqlite3
import zipfile
from datetime import datetime

import geopandas
import openpyxl
import pandas
import pyogrio
import pytest
import shapely

from etl.errors import DeliveryRefused
from etl.extract import chunks, header_of
from etl.extract.archive import MOST_MEMBERS
from etl.receive import matches
from etl.spec import SourceSpec

CALLS = ["lat", "lon", "title", "at"]
COMMON = {"code": "any", "name": "Any", "publisher": "", "licence": "", "layer": "crimes"}


def spec(**more) -> SourceSpec:
    return SourceSpec(**{**COMMON, **more})


def rows(path, declared) -> list[tuple[str, ...]]:
    return [row for chunk in chunks(path, declared, 2) for row in chunk.rows]


def test_a_list_without_a_header_is_read_from_its_first_line(tmp_path):
    headerless = spec(format="csv", columns_are=CALLS, point={"lon": "lon", "lat": "lat"})
    path = tmp_path / "calls.csv"
    path.write_text("40.1,-75.3,EMS,2016-01-15\n40.2,-75.4,Fire,2016-01-16\n")
    assert rows(path, headerless)[0] == ("40.1", "-75.3", "EMS", "2016-01-15")
    assert [chunk.lines for chunk in chunks(path, headerless, 9)] == [[1, 2]]
    assert matches(headerless, path)


@pytest.mark.parametrize("first", ["a,b,c,d", "40.1,-75.3,EMS", "40.1,-75.3,EMS,2016,5", ""])
def test_a_file_of_other_columns_is_not_taken_for_it(tmp_path, first):
    path = tmp_path / "calls.csv"
    path.write_text(first + "\n")
    assert not matches(spec(format="csv", columns_are=CALLS, point={"lon": "lon", "lat": "lat"}), path)


def test_a_declaration_has_one_way_to_know_its_columns():
    with pytest.raises(ValueError, match="columns_are"):
        spec(format="csv", columns_are=CALLS, headers=[CALLS])


def book(path, *lines, title="Sheet", more=()):
    made = openpyxl.Workbook()
    made.active.title = title
    for line in lines:
        made.active.append(line)
    for name, others in more:
        sheet = made.create_sheet(name)
        for line in others:
            sheet.append(line)
    made.save(path)
    return path


def test_a_workbook_gives_its_cells_as_people_wrote_them(tmp_path):
    path = book(
        tmp_path / "crimes.xlsx",
        ["id", "when", "lat", "solved", "note"],
        [1, datetime.fromisoformat("2024-03-05T13:30"), 48.5, True, None],
        [],
        [2.0, "05.03.2024", "48,5", False, "кража"],
    )
    declared = spec(format="xlsx", headers=[["id", "when", "lat", "solved", "note"]])
    assert rows(path, declared) == [
        ("1", "2024-03-05 13:30:00", "48.5", "true", ""),
        ("2", "05.03.2024", "48,5", "false", "кража"),
    ]
    assert [line for chunk in chunks(path, declared, 9) for line in chunk.lines] == [2, 4]
    assert matches(declared, path)


def test_the_named_sheet_is_read(tmp_path):
    path = book(tmp_path / "two.xlsx", ["x"], [1], more=[("Кражи", [["a"], [5]])])
    assert rows(path, spec(format="xlsx", table="Кражи", headers=[["a"]])) == [("5",)]
    with pytest.raises(DeliveryRefused, match="no sheet"):
        rows(path, spec(format="xlsx", table="gone", headers=[["a"]]))


def test_a_row_wider_than_the_header_is_kept_as_broken(tmp_path):
    path = book(tmp_path / "wide.xlsx", ["a", "b"], [1, 2, 3], [4])
    [chunk] = chunks(path, spec(format="xlsx", headers=[["a", "b"]]), 9)
    assert (chunk.rows, chunk.broken) == ([("4", "")], [(2, {"cells": ["1", "2", "3"]})])


def test_a_formula_is_refused_by_its_cell(tmp_path):
    path = book(tmp_path / "sums.xlsx", ["a", "b"], [1, "=A2*2"])
    with pytest.raises(DeliveryRefused, match="formula in B2"):
        rows(path, spec(format="xlsx", headers=[["a", "b"]]))


@pytest.mark.parametrize("member", ["xl/externalLinks/externalLink1.xml", "xl/vbaProject.bin", "xl/connections.xml"])
def test_a_workbook_that_leads_elsewhere_is_refused(tmp_path, member):
    path = book(tmp_path / "links.xlsx", ["a"], [1])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(member, "<x/>")
    with pytest.raises(DeliveryRefused, match="leads to other files"):
        rows(path, spec(format="xlsx", headers=[["a"]]))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a;b\n1;2\n", "zip", "unfolding"])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "no.xlsx"
    if content == "zip":
        content = packed({"a.txt": b"x"})
    if content == "unfolding":
        content = unfolding(tmp_path)
    path.write_bytes(content)
    with pytest.raises(DeliveryRefused, match="Nothing was loaded"):
        rows(path, spec(format="xlsx", headers=[["a"]]))
    assert header_of(path) == []


def unfolding(folder) -> bytes:
    """A workbook whose first cell is an entity that unfolds a billion times."""
    path, out = book(folder / "sound.xlsx", ["a"], ["b"]), io.BytesIO()
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE worksheet [<!ENTITY l0 "lol">{levels}]><worksheet '.encode()
    with zipfile.ZipFile(path) as sound, zipfile.ZipFile(out, "w") as made:
        for member in sound.namelist():
            content = sound.read(member)
            if member.endswith("sheet1.xml"):
                content = content.replace(b"<worksheet ", bomb, 1).replace(b">a<", b">&l9;<", 1)
                assert b"&l9;<" in content
            made.writestr(member, content)
    return out.getvalue()


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def points(tmp_path):
    """Three points in UTM, the last without a place, as a Shapefile."""
    frame = geopandas.GeoDataFrame(
        {"kind": ["theft", "кража", "x"]},
        geometry=[shapely.Point(500_000, 5_316_000), shapely.Point(500_100, 5_316_000), None],
        crs=32625,
    )
    path = tmp_path / "points.shp"
    pyogrio.write_dataframe(frame, path, encoding="UTF-8")
    return path


def zipped(shapefile, inside="data/points") -> dict[str, bytes]:
    beside = shapefile.parent.glob(shapefile.stem + ".*")
    return {f"{inside}{one.suffix}": one.read_bytes() for one in beside if one.suffix != ".zip"}


def test_a_zipped_shapefile_gives_its_points_in_the_declared_crs(tmp_path, points):
    path = tmp_path / "points.zip"
    path.write_bytes(packed(zipped(points)))
    read = rows(path, spec(format="gdal", headers=[["kind"]], point={}))
    assert [row[0] for row in read] == ["theft", "кража", "x"]
    assert [float(part) for part in read[0][1:]] == pytest.approx([-33.0, 47.9972], abs=1e-3)
    assert read[2][1:] == ("", "")
    metric = rows(path, spec(format="gdal", headers=[["kind"]], point={}, crs="EPSG:32625"))
    assert [float(part) for part in metric[0][1:]] == pytest.approx([500_000, 5_316_000])
    assert header_of(path) == ["kind"]


def test_the_named_layer_of_a_geopackage_is_read(tmp_path):
    path = tmp_path / "city.gpkg"
    for name, value in (("first", 1), ("second", 2)):
        frame = geopandas.GeoDataFrame({"n": [value]}, geometry=[shapely.Point(1, 2)], crs=4326)
        pyogrio.write_dataframe(frame, path, layer=name)
    assert rows(path, spec(format="gdal", table="second", headers=[["n"]], point={})) == [("2", "1.0", "2.0")]
    with pytest.raises(DeliveryRefused, match="no layer"):
        rows(path, spec(format="gdal", table="third", headers=[["n"]], point={}))


def test_a_layer_without_geometry_has_no_place(tmp_path):
    path = tmp_path / "table.gpkg"
    pyogrio.write_dataframe(pandas.DataFrame({"n": [7]}), path)
    assert rows(path, spec(format="gdal", headers=[["n"]], point={})) == [("7", "", "")]


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({}, "exactly one Shapefile"),
        ({"inner.zip": b"x"}, "another packed file"),
        ({"../out.shp": b"x"}, "outside of itself"),
        ({"/etc/out.shp": b"x"}, "outside of itself"),
        ({"c:\\out.shp": b"x"}, "outside of itself"),
        ({"a.shp": b"x", "b.shp": b"x"}, "exactly one Shapefile"),
        ({"a.shp": b"not one"}, "neither a Shapefile"),
        ({"zeros.shp": bytes(60_000_000)}, "unpacks to"),
        ({f"{n}.txt": b"" for n in range(MOST_MEMBERS + 1)}, "too many files"),
    ],
)
def test_a_zip_that_is_unwise_to_unpack_is_refused(tmp_path, members, sentence):
    path = tmp_path / "odd.zip"
    path.write_bytes(packed(members))
    with pytest.raises(DeliveryRefused, match=sentence):
        rows(path, spec(format="gdal", headers=[["a"]], point={}))
    assert header_of(path) == []


@pytest.mark.parametrize("name", ["x.shp", "x.gpkg"])
@pytest.mark.parametrize(
    "content",
    [
        b"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>",
        b'{"type": "FeatureCollection", "features": []}',
        b"SQLite format 3\x00 and no more",
        b"",
    ],
)
def test_gdal_reads_what_the_name_says_and_nothing_else(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DeliveryRefused, match="can't be read"):
        rows(path, spec(format="gdal", headers=[["a"]], point={}))


def test_a_geopackage_whose_tables_lead_elsewhere_is_refused(tmp_path):
    path = tmp_path / "odd.gpkg"
    with sqlite3.connect(path) as store:
        store.execute("CREATE VIRTUAL TABLE words USING fts5(a)")
    with pytest.raises(DeliveryRefused, match="lead out of it"):
        rows(path, spec(format="gdal", headers=[["a"]], point={}))

"""Downloads: the rows that the person sees within the filters, in each format, harmless, limited and audited."""

import csv
import io
import json
import zipfile
from xml.etree import ElementTree

import geopandas as gpd
import openpyxl
import pyogrio
import pytest
from django.db import connection
from django.utils import translation

from gis_app.people.models import AuditEvent
from layers.export import views
from layers.export.columns import MEANING, names
from layers.export.turns import LOCK
from layers.registry import LAYERS
from tests.layers import made

pytestmark = pytest.mark.django_db
FORMS = tuple(views.forms_of("crimes"))
LON, LAT = made.MIDDLE
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def fetched(person, address):
    answer = made.signed_in(person).get(address)
    assert answer.status_code == 200, body(answer)
    return body(answer)


def table(data: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def sheet(data: bytes, number: int = 1) -> list[list[str]]:
    """The cells of a worksheet as text, read straight from its XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        assert not list(root.iter(f"{SHEET}f")), "a formula"
    return [["".join(cell.itertext()) for cell in row] for row in root.iter(f"{SHEET}row")]


def package(data: bytes, tmp_path) -> gpd.GeoDataFrame:
    (tmp_path / "one.gpkg").write_bytes(data)
    return gpd.read_file(tmp_path / "one.gpkg")


def ids(data: bytes, form: str, tmp_path) -> set[int]:
    if form == "csv":
        return {int(row["id"]) for row in table(data)}
    if form == "geojson":
        return {feature["id"] for feature in json.loads(data)["features"]}
    if form == "gpkg":
        return set(package(data, tmp_path)["id"].astype(int))
    return {int(row[0]) for row in sheet(data)[1:]}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("who", "sees"), [("pavel", "all"), ("oksana", "all"), ("olga", "watch")])
def test_each_file_holds_what_the_person_sees(request, city, tmp_path, form, who, sees):
    person = request.getfixturevalue(who)
    here, elsewhere = made.area(), made.area(code="south", lon=LON + 0.02)
    made.on_duty(person, here)
    records = [made.crime(area=area) for area in (here, elsewhere, None)]
    expected = {row.pk for row in records if sees == "all" or row.area != elsewhere}
    assert ids(fetched(person, f"/export/crimes.{form}"), form, tmp_path) == expected


@pytest.mark.parametrize("who", ["anna", "artem"])
def test_who_sees_no_incidents_downloads_none(request, city, who):
    person = request.getfixturevalue(who)
    made.crime()
    assert made.signed_in(person).get("/export/crimes.csv").status_code == 403
    assert not AuditEvent.objects.filter(action="layer.export").exists()


def test_a_stranger_is_sent_to_sign_in(client, city):
    answer = client.get("/export/crimes.csv", SERVER_NAME="localhost")
    assert (answer.status_code, answer["Location"].startswith("/login/")) == (302, True)


@pytest.mark.parametrize("form", FORMS)
def test_filters_and_the_drawn_area_decide_what_is_in_it(pavel, city, tmp_path, form):
    wanted = made.crime(kind="robbery")
    made.crime(kind="theft")
    made.crime(lon=LON + 0.005, kind="robbery")
    data = fetched(pavel, f"/export/crimes.{form}?kind=robbery&within={LON},{LAT},100")
    assert ids(data, form, tmp_path) == {wanted.pk}


@pytest.mark.parametrize("form", FORMS)
def test_it_is_written_down_who_took_what(pavel, city, form):
    made.crime()
    fetched(pavel, f"/export/crimes.{form}?kind=theft")
    row = AuditEvent.objects.get(action="layer.export")
    assert (row.actor, row.subject, row.subject_id) == (pavel.pk, "layer", "crimes")
    assert row.new == {"format": form, "filters": "kind=theft", "rows": 1}


def test_without_its_audit_nothing_leaves(pavel, city, monkeypatch):
    def broken(**_given):
        raise RuntimeError("no audit today")

    monkeypatch.setattr(views.actions, "export", broken)
    with pytest.raises(RuntimeError):
        made.signed_in(pavel).get("/export/crimes.csv")


@pytest.mark.parametrize("form", FORMS)
def test_too_many_rows_are_refused_with_both_numbers(pavel, city, monkeypatch, form):
    monkeypatch.setattr(views, "FORMS", {**views.FORMS, form: views.Form("text/plain", 1)})
    made.crime()
    made.crime()
    answer = made.signed_in(pavel).get(f"/export/crimes.{form}")
    assert answer.status_code == 400
    assert "leave 2 rows; this format takes 1" in answer.content.decode()


@pytest.mark.parametrize("evil", ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1"])
def test_a_place_that_is_a_formula_stays_text(pavel, city, evil):
    made.crime(place=evil)
    assert table(fetched(pavel, "/export/crimes.csv"))[0]["place"] == "'" + evil
    data = fetched(pavel, "/export/crimes.xlsx")
    assert evil.strip() in [cell.strip() for cell in sheet(data)[1]]
    written = [cell for cell in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0][2] if cell.quotePrefix]
    assert [cell.value.strip() for cell in written] == [evil.strip()], "it stays a text when somebody edits the cell"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layer", [layer.id for layer in LAYERS])
def test_every_layer_leaves_in_every_format_empty_or_not(pavel, city, tmp_path, layer, form):
    maker = {"areas": made.area, "streets": made.street, "buildings": made.building, "ground": made.ground}
    maker |= {
        "sites": made.site,
        "cameras": made.camera,
        "crimes": made.crime,
        "accidents": made.accident,
        "calls": made.call,
        "coverage": made.zone,
        "gaps": made.gap,
    }
    assert ids(fetched(pavel, f"/export/{layer}.{form}"), form, tmp_path) == set()
    record = maker[layer]()
    assert ids(fetched(pavel, f"/export/{layer}.{form}"), form, tmp_path) == {record.pk}


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)
def test_every_column_has_a_meaning(layer):
    assert set(names(layer)) <= set(MEANING)


def test_a_file_says_what_it_is_of(pavel, city, tmp_path):
    made.crime()
    address = "/export/crimes.{}?from=2026-06-01&to=2026-07-01"
    told = fetched(pavel, address.format("txt")).decode()
    assert "Filters: 1 Jun 2026 – 30 Jun 2026; all kinds" in told
    assert "Source: Town file; CC0" in told
    assert "Source: Town file; CC0" in json.loads(fetched(pavel, address.format("geojson")))["about"]
    assert "Filters" in [row[0] for row in sheet(fetched(pavel, address.format("xlsx")), 2)]
    (tmp_path / "one.gpkg").write_bytes(fetched(pavel, address.format("gpkg")))
    assert "Town file; CC0" in str(pyogrio.read_info(tmp_path / "one.gpkg", layer="crimes")["layer_metadata"])
    assert 'rel="describedby"' in made.signed_in(pavel).get(address.format("csv"))["Link"]


def test_a_spreadsheet_speaks_the_readers_language_and_keeps_numbers_numbers(pavel, city):
    made.crime(injured=2)
    client = made.signed_in(pavel)
    data = body(client.get("/export/crimes.xlsx", headers={"accept-language": "ru"}))
    with translation.override("ru"):
        wanted = translation.gettext("When")
    first, second = sheet(data)
    assert wanted in first
    assert "2" in second
    assert any(cell.startswith("46174.") for cell in second), "noon of 1 June 2026 in the city, as a spreadsheet's date"


def test_geopackage_columns_have_types(pavel, city, tmp_path):
    made.crime(dead=None)
    made.accident(dead=1)
    made.accident(dead=None)
    found = package(fetched(pavel, "/export/accidents.gpkg"), tmp_path)
    assert found.crs.to_epsg() == 4326
    assert str(found["dead"].dtype).lower().startswith(("int", "float"))
    assert str(found["at"].dtype).startswith("datetime")
    assert found.geometry.iloc[0].coords[0] == pytest.approx(made.MIDDLE)


@pytest.mark.parametrize("address", ["/export/nothing.csv", "/export/crimes.doc", "/export/crimes.csv?form=1"])
def test_what_is_not_there_is_said(pavel, city, address):
    assert made.signed_in(pavel).get(address).status_code in (400, 404)


@pytest.mark.parametrize("form", ["gpkg", "xlsx"])
def test_one_file_at_a_time_is_made_for_a_person(pavel, oksana, city, form):
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashint8(%s))", [LOCK, pavel.pk])
        answer = made.signed_in(pavel).get(f"/export/crimes.{form}")
        assert (answer.status_code, "still being made" in answer.content.decode()) == (429, True)
        assert not AuditEvent.objects.filter(action="layer.export").exists()
        fetched(oksana, f"/export/crimes.{form}")
        cursor.execute("SELECT pg_advisory_unlock_all()")
    other.close()
    fetched(pavel, f"/export/crimes.{form}")


def test_no_file_is_left_behind(pavel, city, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made.crime()
    fetched(pavel, "/export/crimes.gpkg")
    fetched(pavel, "/export/crimes.xlsx")
    assert list(tmp_path.iterdir()) == []

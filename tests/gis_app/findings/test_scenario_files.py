"""A scenario as a file, read back by what it is for."""

import json
import re
from io import BytesIO

import geopandas as gpd
import openpyxl
import pytest

from dashboards.placement.files.offline import quoted
from gis_app.findings.scenarios import actions
from gis_app.people.models import AuditEvent
from tests.gis_app.findings.counted import NORTH_1_M, run
from tests.layers import made

LON, LAT = made.MIDDLE
AHEAD = (LON, LAT + 15 * NORTH_1_M)
LOOKS_NORTH = {"model": "bullet_4mp", "mount": "pole", "point": [LON, LAT], "azimuth": 0, "hfov": 90}
EAST = {**LOOKS_NORTH, "model": "dome_5mp", "point": [LON + 0.002, LAT], "place": "=1+1 <b>Corner</b>"}
# What a browser would fetch by itself, apart from what scripts do, which a browser test watches.
FETCHED = re.compile(r"<(?:script[^>]*\ssrc|link|img|iframe)\b[^>]*>|@import|url\((?!#default#VML)")

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(city, pavel):
    run(AHEAD)
    row = actions.create(by=pavel, values={"name": "Harbour <A>"})
    for values in (EAST, LOOKS_NORTH):
        actions.add(by=pavel, scenario=row.pk, values=values)
    return row


def content(person, row, form: str) -> bytes:
    answer = made.signed_in(person).get(f"/export/scenarios/{row.pk}.{form}", headers={"accept-encoding": "identity"})
    assert answer.status_code == 200, answer.content
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    return answer.getvalue()


def test_geojson_has_a_point_and_a_zone_for_each_camera(filled, pavel):
    told = json.loads(content(pavel, filled, "geojson"))
    what = [(one["properties"]["number"], one["properties"]["what"]) for one in told["features"]]
    assert what == [(1, "camera"), (1, "zone"), (2, "camera"), (2, "zone")]
    assert told["features"][0]["properties"]["adds"] == "Theft: 1"
    assert "IEC/EN 62676-4:2025" in told["about"]["At quality"]


def test_geopackage_has_two_tables(filled, pavel, tmp_path):
    path = tmp_path / "scenario.gpkg"
    path.write_bytes(content(pavel, filled, "gpkg"))
    cameras, zones = (gpd.read_file(path, layer=name) for name in ("cameras", "zones"))
    assert (len(cameras), list(cameras["number"])) == (2, [1, 2])
    assert zones.geometry.contains(cameras.geometry.translate(yoff=15 * NORTH_1_M)).tolist()[0]


def test_the_bill_adds_up_and_no_text_is_a_formula(filled, pavel):
    book = openpyxl.load_workbook(BytesIO(content(pavel, filled, "xlsx")), data_only=True)
    rows = list(book["Bill of materials"].iter_rows(min_row=2, values_only=True))
    total = next(row[3] for row in rows if row[0] == "Total")
    assert total == pytest.approx(sum(row[3] for row in rows[: [row[0] for row in rows].index("Total")]))
    places = [row[1] for row in book["Cameras"].iter_rows(min_row=2, values_only=True)]
    assert "=1+1 <b>Corner</b>" in places


def test_the_page_fetches_nothing_and_escapes_what_people_typed(filled, pavel):
    text = content(pavel, filled, "html").decode()
    assert FETCHED.findall(text) == []
    assert "<b>Corner</b>" not in text
    assert "Harbour &lt;A&gt;" in text
    assert "L.map(" in text
    assert "<title>Harbour &lt;A&gt;</title>" in text


def test_no_text_ends_or_fills_the_script_that_it_stands_in():
    assert quoted("O`zbekiston ${1} \\ <b>") == "O&#96;zbekiston &#36;{1} &#92; &lt;b&gt;"


def test_a_file_is_written_in_the_audit(filled, pavel):
    content(pavel, filled, "geojson")
    event = AuditEvent.objects.get(action="layer.export")
    assert (event.subject_id, event.new["rows"]) == (f"scenario/{filled.pk}", 2)


def test_an_empty_scenario_is_a_file_too(city, pavel):
    row = actions.create(by=pavel, values={"name": "Empty"})
    for form in ("geojson", "gpkg", "xlsx", "html"):
        assert content(pavel, row, form)


def test_there_is_no_other_form(filled, pavel):
    assert made.signed_in(pavel).get(f"/export/scenarios/{filled.pk}.exe").status_code == 404

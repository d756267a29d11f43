"""GeoJSON, Shapefiles and OpenStreetMap extracts that are broken, cut or of another kind."""

import shutil

import geopandas
import pyogrio
import pytest
import shapely

from etl.errors import DeliveryRefused, NoSuchSource
from etl.run import deliver
from gis_app.places.models import Area
from gis_app.sources.models import Delivery, Rejection
from tests.etl.files import balanced, district, geojson, square
from tests.etl.osm.towns import Town

pytestmark = pytest.mark.django_db
BOWTIE = [[[-87.65, 41.82], [-87.63, 41.84], [-87.63, 41.82], [-87.65, 41.84], [-87.65, 41.82]]]


def refusal(path, source="demo_districts") -> str:
    with pytest.raises(DeliveryRefused) as refused:
        deliver(path, source)
    assert Delivery.objects.get().state == "refused"
    assert (Area.objects.count(), Rejection.objects.count()) == (0, 0)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "not whole JSON"),
        ("[]", "no features"),
        ("{}", "no features"),
        ('{"features": []}', "no features"),
        ('{"features": [1, "a", null]}', "another header"),
        ('{"features": [{"properties": {"a": 1}, "geometry": null}]}', "another header"),
        ("<html></html>", "not whole JSON"),
    ],
)
def test_what_is_not_the_declared_geojson_is_refused(square_city, tmp_path, content, sentence):
    path = tmp_path / "districts.geojson"
    path.write_text(content)
    assert sentence in refusal(path)
    with pytest.raises(NoSuchSource, match="matches none of"):
        deliver(path)


def test_geojson_that_ends_in_the_middle_is_refused(square_city, tmp_path):
    path = geojson(tmp_path, *[district(str(n), -87.69, 41.81) for n in range(20)])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "not whole JSON" in refusal(path)


def test_geojson_with_a_byte_order_mark_is_taken(square_city, tmp_path):
    path = geojson(tmp_path, district("1", -87.69, 41.81))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert deliver(path)["loaded"] == 1


def polygon(coordinates, kind="Polygon"):
    return {"type": kind, "coordinates": coordinates}


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, "no_coordinates"),
        ({}, "no_coordinates"),
        (polygon([]), "no_coordinates"),
        (polygon(BOWTIE), "bad_geometry"),
        (polygon([[["a", "b"], ["c", "d"], ["a", "b"]]]), "bad_geometry"),
        (polygon([[["-87.65", "41.82"]] * 4]), "bad_geometry"),
        (polygon([[[-87.65, 41.82], [-87.64, 41.82]]]), "bad_geometry"),
        (polygon([-87.65, 41.82], "Point"), "bad_geometry"),
        (polygon([[-87.65, 41.82], [-87.6, 41.82]], "LineString"), "bad_geometry"),
        ({"type": "GeometryCollection", "geometries": [polygon(square(-87.65, 41.82))]}, "bad_geometry"),
        ("POLYGON", "bad_geometry"),
        (polygon(square(500, 41.82)), "outside_city"),
        (polygon(square(-80, 41.82)), "outside_city"),
        (polygon([[[y, x] for x, y in square(-87.65, 41.82)[0]]]), "swapped_coordinates"),
    ],
)
def test_a_shape_that_is_no_district_rejects_its_row_alone(square_city, tmp_path, geometry, reason):
    path = geojson(tmp_path, district("1", -87.69, 41.81), district("2", 0, 0, geometry=geometry))
    account = balanced(deliver(path))
    assert (account["loaded"], account["reasons"]) == (1, {reason: 1})
    assert Rejection.objects.get().line == 2


def test_heights_in_coordinates_are_left_out(square_city, tmp_path):
    high = [[[*xy, 180.0] for xy in square(-87.65, 41.82)[0]]]
    assert deliver(geojson(tmp_path, district("1", 0, 0, geometry=polygon(high))))["loaded"] == 1


@pytest.mark.parametrize("population", [12.5, "many", 1e300, "1e400", -1e19, None, True, [1], {"a": 1}])
def test_numbers_that_no_column_holds_are_blank(square_city, tmp_path, population):
    one = district("1", -87.69, 41.81)
    one["properties"]["population"] = population
    assert deliver(geojson(tmp_path, one), "demo_districts")["loaded"] == 1
    assert Area.objects.get().population is None


def test_features_that_are_none_are_kept(square_city, tmp_path):
    path = geojson(tmp_path, district("1", -87.69, 41.81), 5, {"type": "Feature"}, {"properties": [1]})
    account = balanced(deliver(path))
    assert (account["loaded"], account["reasons"]) == (1, {"unreadable": 3})


BEATS = {"DISTRICT": "01", "SECTOR": "1", "BEAT": "1", "_SocrataID": 1}


@pytest.fixture
def beats(tmp_path):
    frame = geopandas.GeoDataFrame(
        [{**BEATS, "BEAT_NUM": f"01{n}"} for n in range(5)],
        geometry=[shapely.box(-87.69 + n / 100, 41.81, -87.68 + n / 100, 41.82) for n in range(5)],
        crs=4326,
    )
    path = tmp_path / "beats.shp"
    pyogrio.write_dataframe(frame, path)
    return path


def test_a_shapefile_is_kept_with_its_companions(square_city, beats, settings):
    assert deliver(beats)["loaded"] == 5
    kept = settings.HOME.root / Delivery.objects.get().file_path
    assert {one.suffix for one in kept.parent.iterdir()} >= {".shp", ".shx", ".dbf", ".prj"}


def test_a_shapefile_without_its_table_is_refused(square_city, beats):
    beats.with_suffix(".dbf").unlink()
    assert "lacks DISTRICT" in refusal(beats, "chicago_police_beats")


@pytest.mark.parametrize("suffix", [".shp", ".shx", ".dbf"])
def test_a_shapefile_that_ends_in_the_middle_is_refused(square_city, beats, suffix):
    part = beats.with_suffix(suffix)
    part.write_bytes(part.read_bytes()[: part.stat().st_size // 2])
    assert "Nothing was loaded." in refusal(beats, "chicago_police_beats")


def test_the_same_shapefile_with_another_table_beside_it_is_another_delivery(square_city, beats, tmp_path):
    deliver(beats)
    other = tmp_path / "other"
    other.mkdir()
    frame = pyogrio.read_dataframe(beats)
    frame["BEAT_NUM"] = [f"02{n}" for n in range(5)]
    pyogrio.write_dataframe(frame, other / "beats.shp")
    assert deliver(other / "beats.shp")["loaded"] == 5


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_cut_extract_is_refused(square_city, tmp_path, keep):
    town = Town(tmp_path / "town.osm.pbf")
    for n in range(2000):
        town.block(n, n, {"building": "yes", "name": f"house {n}"})
    path = town.save()
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    assert "no whole OpenStreetMap extract" in refusal(path, "osm")


def test_an_extract_by_name_only_is_refused(square_city, tmp_path):
    path = tmp_path / "town.osm.pbf"
    shutil.copy(__file__, path)
    assert "no whole OpenStreetMap extract" in refusal(path, "auto")

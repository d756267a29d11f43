"""GDAL, as any department has it, reads each download back, and finds as many rows as the map tells of."""

import json
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from gis_app.incidents.filters import Filters
from gis_app.sources.models import Rejection
from layers.layer import Shape
from layers.registry import BY_ID, LAYERS
from tests.layers import made

pytestmark = pytest.mark.django_db
JUNE, MAY = date(2026, 6, 1), date(2026, 5, 31)
FILTERS = "from=2026-06-01&to=2026-07-01&kind=robbery&kind=pedestrian&kind=call_fire"
INCIDENTS = {
    "crimes": (made.crime, "robbery", "theft"),
    "accidents": (made.accident, "pedestrian", "collision"),
    "calls": (made.call, "call_fire", "call_other"),
}
CITY = {"areas": made.area, "streets": made.street, "buildings": made.building, "ground": made.ground}
CITY |= {"sites": made.site, "cameras": made.camera}
# What tells GDAL which cells of a table are its geometry, and that the first row of a sheet is its header.
AS_POINTS = ["-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat"]
AS_SHAPES = ["-oo", "GEOM_POSSIBLE_NAMES=wkt"]
FORMS = ("geojson", "gpkg", "csv", "xlsx")
GEOMETRY = {Shape.POINT: "Point", Shape.LINE: "Line String", Shape.POLYGON: "Polygon"}


def town() -> None:
    """Two or three records of each layer; of incidents one of another kind, one of another month, one not placed."""
    for maker in CITY.values():
        maker()
    made.area(code="south", lon=made.MIDDLE[0] + 0.005)
    for name in ("streets", "buildings", "ground", "sites"):
        CITY[name]()
    for lon, code in ((made.MIDDLE[0] + 0.001, "C-2"), (made.MIDDLE[0] + 0.002, "C-3")):
        made.zone(camera=made.camera(lon=lon, code=code))
    run = made.gap().run
    made.gap(run=run, place=2)
    for layer, (maker, kind, other) in INCIDENTS.items():
        maker(kind=kind)
        maker(kind=kind, lon=made.MIDDLE[0] + 0.001)
        maker(kind=other)
        maker(kind=kind, day=MAY)
        lost(layer, kind)


def lost(layer: str, kind: str) -> None:
    """A row of June that could not be placed."""
    whence = {"source": made.delivery().source, "delivery": made.delivery(), "last_delivery": made.delivery()}
    told = {"key": f"lost {layer}", "layer": layer, "line": 2, "reason": "no_coordinates", "raw": {}}
    Rejection.objects.create(**whence, **told, day=JUNE, kind=kind)


def file_of(person, layer: str, form: str, folder: Path) -> Path:
    answer = made.signed_in(person).get(f"/export/{layer}.{form}?{FILTERS}")
    assert answer.status_code == 200
    path = folder / f"{layer}.{form}"
    path.write_bytes(b"".join(answer.streaming_content))
    return path


def opened(path: Path, layer: str) -> list[str]:
    if path.suffix == ".xlsx":
        return ["-oo", "HEADERS=FORCE", str(path), str(BY_ID[layer].title)]
    if path.suffix == ".csv":
        return [*(AS_POINTS if BY_ID[layer].shape is Shape.POINT else AS_SHAPES), str(path), layer]
    return [str(path), layer]


def said(program: str, *words: str) -> str:
    done = subprocess.run([program, *words], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layer", [layer.id for layer in LAYERS])
def test_gdal_reads_and_carries_on_what_the_map_counts(pavel, city, tmp_path, layer, form):
    town()
    n, given = counts(pavel, layer)["in_period"], opened(file_of(pavel, layer, form, tmp_path), layer)
    assert n >= 2
    printed = said("ogrinfo", "-ro", "-so", *given)
    assert f"Feature Count: {n}\n" in printed
    if form != "xlsx":
        assert re.search(rf"^Geometry: .*({GEOMETRY[BY_ID[layer].shape]}|Unknown)", printed, re.MULTILINE), printed
    said("ogr2ogr", "-f", "GeoJSON", *given[:-2], str(tmp_path / "copy.geojson"), *given[-2:])
    found = json.loads((tmp_path / "copy.geojson").read_text())["features"]
    assert len(found) == n
    assert all(feature["geometry"] for feature in found) or form == "xlsx"


@pytest.mark.parametrize("layer", INCIDENTS)
def test_the_files_and_what_is_not_placed_make_the_whole(pavel, city, layer):
    """`N of M on the map`: N is in the file, and the account beside it names the rest of M."""
    town()
    told = counts(pavel, layer)
    assert (told["in_period"], told["not_placed"]) == (2, 1)
    about = made.signed_in(pavel).get(f"/export/{layer}.txt?{FILTERS}").content.decode()
    assert ("Rows: 2\n" in about, "Not placed, in no row: 1\n" in about) == (True, True)


def counts(person, layer: str) -> dict[str, int]:
    """What the map tells of the layer within the filters; a backdrop is not counted there, only drawn."""
    told = made.signed_in(person).get(f"/api/v1/counts?{FILTERS}").json()["layers"]
    return told.get(layer) or {"in_period": BY_ID[layer].rows(person, Filters()).count(), "not_placed": 0}

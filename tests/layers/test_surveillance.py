"""Cameras in OpenStreetMap's words: its own reader reads them, and our import of them finds the same cameras."""

import osmium
import pytest

from etl.sources.osm.crawl import objects
from gis_app.devices.models import Camera, Organisation
from tests.layers import made

pytestmark = pytest.mark.django_db
LON, LAT = made.MIDDLE


def fetched(person, tmp_path):
    answer = made.signed_in(person).get("/export/cameras.osm")
    assert answer.status_code == 200
    path = tmp_path / "cameras.osm"
    path.write_bytes(b"".join(answer.streaming_content))
    return path


def test_what_is_given_comes_back_as_it_was(city, pavel, tmp_path):
    owner = Organisation.objects.create(name='City <Roads> & "Bridges"')
    made.camera(code="A", kind="fixed", azimuth=45.5, sectors=[180.0], tilt=12.0, height_m=6.0, owner=owner)
    made.camera(code="B", lon=LON + 0.001, kind="dome")
    found = [one for one in objects(fetched(pavel, tmp_path), None) if one]
    cameras = [columns for one in found for layer, columns in one.records if layer == "cameras"]
    assert [one["kind"] for one in cameras] == ["fixed", "dome"]
    first = cameras[0]
    assert (first["azimuth"], first["sectors"], first["tilt"], first["height_m"]) == (45.5, [180.0], 12.0, 6.0)
    assert first["owner_name"] == owner.name
    assert (first["point"].x, first["point"].y) == pytest.approx((LON, LAT), abs=1e-6)


def test_what_is_assumed_is_not_claimed_and_nothing_inner_is_told(city, pavel, tmp_path):
    secret = {"inventory_number": "INV-7", "stream": "rtsp://user:pass@10.0.0.1/", "recorder": "NVR-3"}
    made.camera(azimuth=90.0, assumed=["azimuth"], **secret)
    text = fetched(pavel, tmp_path).read_text(encoding="utf-8")
    assert "camera:direction" not in text
    assert not any(one in text for one in ("INV-7", "rtsp", "NVR-3", "C-1"))


@pytest.mark.parametrize("status", [Camera.Status.PLANNED, Camera.Status.REMOVED])
def test_a_camera_that_does_not_stand_is_left_out(city, pavel, tmp_path, status):
    made.camera(status=status)
    assert list(osmium.FileProcessor(str(fetched(pavel, tmp_path)))) == []


def test_other_layers_have_no_such_format(city, pavel):
    assert made.signed_in(pavel).get("/export/crimes.osm").status_code == 404

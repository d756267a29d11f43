"""The bench's store is made by SQL that names its columns: it must follow the tables as they grow."""

import pytest

from bench import scale
from gis_app.devices.models import Camera
from gis_app.incidents.models import Crime, RoadAccident
from gis_app.places.models import Building, Street


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_store_of_the_bench_holds_what_its_size_says(tmp_path, monkeypatch):
    monkeypatch.setattr(scale.store, "run", lambda *statements: None)
    monkeypatch.setattr(scale.store, "settle", lambda: None)
    scale.build(tmp_path, scale.Size(incidents=200, buildings=30, cameras=10, streets=20))
    counts = [model.objects.count() for model in (Crime, RoadAccident, Camera, Building, Street)]
    assert counts == [180, 20, 10, 30, 20]

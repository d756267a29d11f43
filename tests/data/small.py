"""A small city of the city's own make, generated once: everything of it can be tried in seconds."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from data import demo
from data.demo.city import CITIES

SMALL = replace(
    CITIES["city"],
    radius=1500.0,
    schools=12,
    kindergartens=8,
    hospitals=1,
    districts=6,
    people=40_000,
    cameras=420,
    osm_cameras=30,
    crimes=24_000,
    accidents=1200,
)


@pytest.fixture(scope="session")
def small_city(tmp_path_factory) -> SimpleNamespace:
    """Its `folder` of files and its `truth`."""
    folder = tmp_path_factory.mktemp("small")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(CITIES, "small", SMALL)
        return SimpleNamespace(folder=folder, truth=demo.generate(folder, size="small"))

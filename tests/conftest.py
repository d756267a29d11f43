"""What every test may lean on: a network that ends at this machine, and a small city."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.gis.geos import Polygon
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples

from gis_app.places.models import City
from layers import cache, tiles
from tests.data.small import small_city  # noqa: F401
from tests.people import anna, artem, browser_of, everybody, hanna, igor, oksana, olga, pavel, stranger  # noqa: F401

# It would list thousands of icons anew for every test's client; the browser tests are served by Django's own finder.
settings.MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")

# The same examples in every run, and as much time for each as a loaded machine takes; a night says otherwise itself.
examples.register_profile("calm", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("calm")

# A Redis that answers late is still there: tests count what it spared.
cache.WAIT_SECONDS = 30.0

BOX = (-33.01, 47.99, -32.99, 48.01)


def pytest_collection_modifyitems(config, items):
    """Nightly tests run when asked for by name only, whatever else `-m` says."""
    if "nightly" not in config.option.markexpr:
        left = [item for item in items if "nightly" in item.keywords]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


@pytest.fixture
def city(db) -> City:
    """An invented city of 1.5 x 2.2 km on the high seas, with its margin of 100 m."""
    west, south, east, north = BOX
    return City.objects.create(
        code="smallhaven",
        name="Smallhaven",
        timezone="Etc/GMT+2",
        crs="EPSG:32625",
        languages=["en", "ru"],
        margin_m=100,
        boundary=Polygon.from_bbox(BOX),
        near=Polygon.from_bbox((west - 0.00134, south - 0.0009, east + 0.00134, north + 0.0009)),
        invented=True,
    )


@pytest.fixture(autouse=True)
def _each_test_alone(monkeypatch):
    """No tile and no language of the test before: ids and versions begin anew with every emptied store."""
    monkeypatch.setattr(cache, "PREFIX", f"tile:{uuid4()}:")
    monkeypatch.setattr(cache.Away, "until", 0.0)
    tiles.forget_statements()
    translation.activate("en")

"""A hand-drawn town as PBF and as XML, and the real extracts where they are at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.etl.osm.towns import Town

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"


@pytest.fixture(params=["town.osm.pbf", "town.osm"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Town:
    return Town(tmp_path / request.param)


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """The path of a file of the real data; skips the test where it is absent."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"the real data is not here: {name}")
        return path

    return find

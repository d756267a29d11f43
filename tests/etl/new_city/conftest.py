"""A region drawn by hand on the steppe: a city with a hole and four districts, its neighbour, and what crosses over."""

from pathlib import Path

import pytest

from gis_app.config.state import Home
from tests.etl.osm.towns import Tags, Town

ORIGIN = (76.90, 43.20)
CITY = {"type": "boundary", "boundary": "administrative", "admin_level": "6", "name": "Қала", "name:en": "Steppe City"}
CITY |= {"name:ru": "Степной", "place": "city", "ISO3166-2": "KZ-99"}


class Region(Town):
    """A town away from the equator, whose squares become boundaries."""

    def node(self, x: float, y: float, tags: Tags | None = None) -> int:
        number = super().node(x, y, tags)
        self.nodes[-1].location = (ORIGIN[0] + x / 1000, ORIGIN[1] + y / 1000)
        return number

    def bounded(self, x: float, y: float, side: float, tags: Tags, hole: float = 0) -> int:
        """A square boundary; with `hole` the middle of it, that wide, belongs to somebody else."""
        members = [("w", self.block(x, y, side=side), "outer")]
        if hole:
            inner = (side - hole) / 2
            members.append(("w", self.block(x + inner, y + inner, side=hole), "inner"))
        return self.relation(members, tags)

    def district(self, x: float, y: float, side: float, name: str, level: str = "9") -> int:
        tags = {"type": "boundary", "boundary": "administrative", "admin_level": level, "name": name}
        return self.bounded(x, y, side, {**tags, "name:en": f"{name} district", "population": "1200"})


def region(path: Path) -> Region:
    """The city is 20 x 20 steps with a hole of 4; its districts are of level 9, north of it lies a neighbour."""
    drawn = Region(path)
    drawn.bounded(0, 0, 20, CITY, hole=4)
    for x, y, name in ((0, 0, "West"), (10, 0, "East"), (0, 10, "North"), (10, 10, "Mountain")):
        drawn.district(x, y, 10, name)
    drawn.district(0, 20, 10, "Foreign")
    drawn.district(1, 1, 2, "Quarter", level="10")
    drawn.way([(15, 5), (60, 5)], {"highway": "primary", "name": "Out of town"})
    drawn.way([(50, 50), (60, 60)], {"highway": "primary", "name": "Elsewhere"})
    drawn.block(2, 2, {"building": "yes", "name": "Inside"})
    drawn.block(9.5, 9.5, {"building": "yes", "name": "In the hole"})
    drawn.block(70, 70, {"building": "yes", "name": "Far"})
    return drawn


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    """The region's extract, before anything more is drawn into it."""
    return region(tmp_path / "region.osm.pbf").save()


@pytest.fixture
def home(settings, tmp_path: Path) -> Home:
    """A home of the test's own for files; the store is the tests'."""
    home = Home(tmp_path / "home")
    (home.media / "deliveries").mkdir(parents=True)
    settings.HOME = home
    return home

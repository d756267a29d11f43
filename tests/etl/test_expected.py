"""A home's own source is expected as its declaration says now, before it has delivered too."""

import pytest

from etl.expected import follow_declarations
from etl.spec import SourceSpec, source
from gis_app.config.state import Home
from gis_app.sources.models import Source

pytestmark = pytest.mark.django_db
ASKED = "/status"
DECLARED = """
name: Emergency calls of the ministry
publisher: Ministry
licence: CC0
layer: crimes
format: csv
headers: [[id, lon, lat]]
id: id
point: {lon: lon, lat: lat}
"""


@pytest.fixture
def declare(tmp_path, settings):
    """Write a source into a home of its own."""
    settings.HOME = Home(tmp_path)

    def write(**lines: object) -> SourceSpec:
        path = settings.HOME.sources / "ministry" / "source.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DECLARED + "".join(f"{name}: {value}\n" for name, value in lines.items()), encoding="utf-8")
        return source("ministry")

    return write


def test_a_required_source_that_never_came_is_stale(square_city, declare, pavel, browser_of):
    declare(required="true", rhythm_days=1)
    assert follow_declarations() == 1
    answer = browser_of(pavel).get(ASKED)
    assert (answer.status_code, answer.json()["stale"]) == (409, ["ministry"])
    assert follow_declarations() == 0, "nothing changed since"


def test_one_that_nobody_requires_is_not_known_before_it_comes(square_city, declare):
    declare(rhythm_days=1)
    assert follow_declarations() == 0
    assert not Source.objects.filter(code="ministry").exists()


def test_what_is_expected_follows_the_file(square_city, declare):
    declare(required="true", rhythm_days=1)
    follow_declarations()
    declare(required="false", rhythm_days="7.25")
    assert follow_declarations() == 1
    row = Source.objects.get(code="ministry")
    assert (row.rhythm_days, row.required, row.publisher) == (7.25, False, "Ministry")


def test_without_a_city_nothing_is_expected(db, declare):
    declare(required="true")
    assert follow_declarations() == 0

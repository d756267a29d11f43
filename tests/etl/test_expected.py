"""A home's own source is expected as its declaration says now, before it has delivered too."""

import pytest
from django.core.management import call_command

from etl.errors import NoSuchSource
from etl.expected import follow_declarations
from etl.spec import SourceSpec, broken_sources, source
from gis_app.config.health import parts
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


@pytest.mark.parametrize(
    ("folder", "lines", "why"),
    [
        ("ministry", "format: excel\n", "ministry/source.yml: format: Input should be 'csv'"),
        ("ministry", "colour: red\n", "ministry/source.yml: colour: Extra inputs are not permitted"),
        ("ministry", "name: [\n", "ministry/source.yml can't be read"),
        ("ministry", "name: \xff", "ministry/source.yml can't be read"),
        ("chicago_crimes", "", "the product has a source of this name"),
    ],
)
def test_a_declaration_that_cannot_be_used_is_told(tmp_path, settings, city, capsys, folder, lines, why):
    settings.HOME = Home(tmp_path)
    path = settings.HOME.sources / folder / "source.yml"
    path.parent.mkdir(parents=True)
    path.write_bytes((DECLARED + lines).encode("latin-1"))
    assert broken_sources()[folder].startswith(f"{folder}/source.yml")
    assert why in broken_sources()[folder]
    if folder == "ministry":
        with pytest.raises(NoSuchSource, match=r"ministry/source\.yml"):
            source(folder)
    assert f"Sources that can't be read: {folder}." in next(part for part in parts() if part.code == "deliveries").hint
    call_command("import", "--list")
    assert why in " ".join(capsys.readouterr().err.split())


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

"""A dry run tells what an import would do, and leaves nothing behind."""

import pytest
from django.apps import apps

from etl.errors import DeliveryRefused, NoSuchSource
from etl.run import deliver, dry_run
from etl.spec import Assertions
from tests.etl.files import BOX, balanced, city_file, crime, crimes_csv, district, geojson

pytestmark = pytest.mark.django_db


def everything() -> dict[str, int]:
    """How many rows each table has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.fixture
def expecting(declare):
    """Make Chicago's crimes declare totals."""
    return lambda **totals: declare("chicago_crimes", assertions=Assertions(**totals))


def test_a_dry_run_agrees_with_the_import_after_it_and_keeps_nothing(square_city, tmp_path, settings):
    deliver(crimes_csv(tmp_path, crime(1), crime(2)))
    path = crimes_csv(tmp_path, crime(1), crime(2, Block="other"), crime(3), crime(3), crime(4, Latitude=""))
    files, before = set(settings.HOME.media.rglob("*")), everything()
    tried = balanced(dry_run(path))
    assert (tried["delivery"], everything(), set(settings.HOME.media.rglob("*"))) == (None, before, files)
    assert [tried[name] for name in ("loaded", "updated", "unchanged", "rejected")] == [1, 1, 1, 2]
    done = deliver(path)
    assert {**tried, "delivery": 0, "seconds": 0} == {**done, "delivery": 0, "seconds": 0}


def test_areas_dry(square_city, tmp_path):
    before = everything()
    tried = dry_run(geojson(tmp_path, district("1", -87.69, 41.81), district("1", -87.65, 41.81)))
    assert (tried["loaded"], tried["made"], everything()) == (2, 1, before)


def test_a_dry_run_for_another_city_needs_none_in_the_home(db, tmp_path):
    path = crimes_csv(tmp_path, crime(1), crime(2, Latitude="10"))
    account = balanced(dry_run(path, city=city_file(tmp_path)))
    assert (account["loaded"], account["reasons"]) == (1, {"outside_city": 1})
    with pytest.raises(NoSuchSource, match="no city yet"):
        dry_run(path)


def test_the_other_city_is_the_judge(square_city, tmp_path):
    west, south, east, north = BOX
    elsewhere = city_file(tmp_path, boundary=[west, south + 1, east, north + 1])
    assert dry_run(crimes_csv(tmp_path, crime(1)), city=elsewhere)["reasons"] == {"outside_city": 1}


def test_declared_totals_refuse_an_import_and_warn_in_a_dry_run(square_city, tmp_path, expecting):
    expecting(min=3, max=1, max_rejected_share=0.1)
    path = crimes_csv(tmp_path, crime(1), crime(2, Latitude=""))
    assert len(dry_run(path)["warnings"]) == 3
    with pytest.raises(DeliveryRefused, match="Refused whole: 1 rows could be taken, at least 3"):
        deliver(path)
    assert everything()["incidents.Crime"] == everything()["sources.Rejection"] == 0


def test_more_than_the_declared_most_only_warns(square_city, tmp_path, expecting):
    expecting(max=1)
    account = deliver(crimes_csv(tmp_path, crime(1), crime(2)))
    assert (account["loaded"], account["warnings"]) == (2, ["2 rows, more than the declared 1."])


def test_a_file_that_is_refused_is_refused_dry_too(square_city, tmp_path):
    path = crimes_csv(tmp_path, crime(1))
    path.write_text("")
    before = everything()
    with pytest.raises(DeliveryRefused, match="is empty"):
        dry_run(path, "chicago_crimes")
    assert everything() == before

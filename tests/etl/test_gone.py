"""What a source lists no longer stays, and is told: nothing vanishes by itself."""

import pytest

from etl.receive import receive
from etl.run import deliver, work
from etl.spec import source
from gis_app.incidents.models import Crime
from gis_app.jobs import actions as jobs
from gis_app.sources.models import Gone
from layers.history import history
from layers.registry import BY_ID
from tests.etl.files import balanced, crime, crimes_csv

pytestmark = pytest.mark.django_db
NEWER = "05/11/2014 12:40:05 AM"


@pytest.fixture
def whole(square_city, declare) -> None:
    """A source each of whose deliveries holds all that it has."""
    declare("chicago_crimes", whole=True)


def gone() -> set[str]:
    return set(Gone.objects.values_list("key", flat=True))


def give(tmp_path, *rows, name="crimes.csv"):
    return balanced(deliver(crimes_csv(tmp_path, *rows, name=name), "chicago_crimes"))


def test_a_row_that_is_missing_from_a_whole_delivery_is_marked_and_stays(whole, tmp_path):
    give(tmp_path, crime(1), crime(2))
    account = give(tmp_path, crime(1), name="later.csv")
    assert (account["unchanged"], account["notes"]["gone"]) == (1, 1)
    assert (gone(), Crime.objects.count()) == ({"2"}, 2)


def test_a_row_that_comes_again_is_gone_no_more(whole, tmp_path):
    give(tmp_path, crime(1), crime(2))
    give(tmp_path, crime(1), name="later.csv")
    account = give(tmp_path, crime(2, Block="new", Updated_On=NEWER), crime(1), name="again.csv")
    assert "gone" not in account["notes"]
    assert gone() == set()


def test_a_row_that_comes_damaged_is_not_gone(whole, tmp_path):
    give(tmp_path, crime(1), crime(2))
    give(tmp_path, crime(1), crime(2, Latitude="0", Longitude="0"), name="later.csv")
    assert gone() == set()


def test_a_source_that_sends_only_changes_marks_nothing(square_city, tmp_path):
    give(tmp_path, crime(1), crime(2))
    give(tmp_path, crime(1), name="later.csv")
    assert gone() == set()


def test_a_delivery_that_is_known_to_be_whole_marks_though_its_source_is_not(square_city, tmp_path):
    give(tmp_path, crime(1), crime(2))
    path = crimes_csv(tmp_path, crime(2), name="all.csv")
    delivery = receive(path, source("chicago_crimes"), whole=True)
    work(jobs.claim(delivery.job_id))
    assert gone() == {"1"}


def test_the_card_s_history_says_so(whole, tmp_path, pavel):
    give(tmp_path, crime(1), crime(2))
    give(tmp_path, crime(1), name="later.csv")
    told = history(pavel, BY_ID["crimes"], str(Crime.objects.get(key="2").pk))["entries"]
    assert told[0]["changes"] == [["Listed by the source", "yes", "no longer"]]
    assert history(pavel, BY_ID["crimes"], str(Crime.objects.get(key="1").pk))["entries"] == []

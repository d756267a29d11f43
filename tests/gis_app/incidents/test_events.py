"""A total that counts an event once, however many records tell of it."""

import pytest

from dashboards.official import figures
from dashboards.official.periods import Period
from etl.derive.links import link
from gis_app.incidents.links.actions import decide
from gis_app.incidents.links.events import events
from gis_app.incidents.links.models import Link
from gis_app.incidents.models import Crime, EmergencyCall, RoadAccident
from tests.etl.links.reports import report
from tests.layers import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(city) -> None:
    """One accident by card, insurer and call; a robbery alone; a call of another place."""
    report("accidents", "police", key="card")
    report("accidents", "insurer", key="claim", east_m=20)
    report("calls", "112", key="call", kind="call_accident", minutes=4)
    report("crimes", "police", key="robbery", kind="robbery", east_m=900)
    report("calls", "112", key="other", kind="call_accident", east_m=-900)
    link()


def everything():
    return {
        "crimes": Crime.objects.all(),
        "accidents": RoadAccident.objects.all(),
        "calls": EmergencyCall.objects.all(),
    }


def test_what_three_records_tell_of_is_one_event(told):
    for row in Link.objects.all():
        Link.objects.filter(pk=row.pk).update(state="same")
    counted = events(everything())
    assert (counted.records, counted.events, counted.again) == (5, 3, 2)


def test_candidates_and_what_was_decided_as_different_join_nothing(told, pavel):
    for row in Link.objects.all():
        decide(by=pavel, link=row.pk, state="different")
    assert events(everything()).again == 0


def test_a_link_that_no_longer_fits_joins_nothing_until_a_person_says_so(told, pavel):
    Link.objects.update(state="same", broken="apart")
    assert events(everything()).again == 0
    Link.objects.update(known="apart")
    assert events(everything()).again == 2


def test_a_record_outside_of_what_is_counted_joins_nothing(told):
    Link.objects.update(state="same")
    rows = everything() | {"accidents": RoadAccident.objects.none()}
    assert (events(rows).records, events(rows).again) == (3, 0)


def test_the_overview_counts_events_of_the_period_of_each_layer(told, oksana):
    Link.objects.update(state="same")
    period = Period(made.NOON.date(), made.NOON.date().replace(day=2))
    found = {layer: figures.compared(oksana, layer, period) for layer in ("crimes", "accidents", "calls")}
    counted = figures.told(oksana, found)
    assert (counted.records, counted.events) == (5, 3)
    assert sum(one.total.now for one in found.values()) == counted.records

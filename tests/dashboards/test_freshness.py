"""How fresh each source is, as everybody who signed in is told."""

from datetime import timedelta

from dashboards import freshness
from gis_app.sources.models import Delivery, Source
from tests.layers import made

A_DAY = timedelta(days=1)


def of(user, days: float, rhythm: float | None) -> freshness.Freshness:
    """The only source's freshness so many days after its delivery."""
    first = made.delivery()
    Source.objects.filter(pk=first.source_id).update(rhythm_days=rhythm)
    [one] = freshness.of_sources(user, now=first.received_at + days * A_DAY)
    return one


def test_a_source_in_its_rhythm_is_fresh_and_tells_when_it_came(city, pavel):
    one = of(pavel, 6, rhythm=7)
    assert (one.name, one.state, one.when) == ("Town file", "ok", "1 Jun, 10:00")


def test_a_source_beyond_its_rhythm_is_late_by_so_much(city, pavel):
    assert (of(pavel, 13, rhythm=7).state, of(pavel, 13, rhythm=7).when) == ("late", "late by 6 days")
    assert of(pavel, 7.1, rhythm=7).when == "late by 2 hours"


def test_a_source_that_misses_three_of_its_rhythms_is_off(city, pavel):
    assert of(pavel, 22, rhythm=7).state == "off"


def test_a_source_without_a_rhythm_is_never_late_it_tells_its_age(city, pavel):
    assert of(pavel, 2000, rhythm=None).state == "age"


def test_a_refusal_after_the_last_delivery_is_told_with_what_is_still_shown(city, olga):
    first = made.delivery()
    later = {"received_at": first.received_at + A_DAY, "file_name": "later.csv"}
    refused = Delivery.objects.create(source=first.source, state="refused", **later)
    [one] = freshness.of_sources(olga)
    assert (one.state, one.when, one.delivery) == ("off", "refused 2 Jun, 10:00", refused.pk)
    assert one.title == "What is shown is of 1 Jun, 10:00."


def test_a_delivery_after_the_refusal_makes_it_well_again(city, pavel):
    first = made.delivery()
    earlier = {"received_at": first.received_at - A_DAY, "file_name": "earlier.csv"}
    Delivery.objects.create(source=first.source, state="refused", **earlier)
    [one] = freshness.of_sources(pavel)
    assert one.state == "age"


def test_a_click_opens_the_delivery_for_those_who_have_such_a_page():
    one = freshness.Freshness("Town file", "1 Jun", "ok", 7)
    assert freshness.chip(one, "/official/data/").href == "/official/data/?delivery=7"
    assert not hasattr(freshness.chip(one, ""), "href")

"""How fresh each source is, as everybody who signed in is told."""

from datetime import timedelta

from dashboards import freshness
from dashboards.city_map import layers_panel
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


def test_a_late_source_is_told_beside_the_layers_that_have_rows_of_it(city, pavel, olga):
    made.crime()
    made.camera()
    first = made.delivery()
    Source.objects.filter(pk=first.source_id).update(rhythm_days=7)
    Delivery.objects.create(
        source=Source.objects.create(code="other", name="Other file", rhythm_days=1),
        state="published",
        received_at=first.received_at,
        file_name="other.csv",
    )
    late = freshness.late_layers(pavel, now=first.received_at + 13 * A_DAY)
    assert {layer: [one.name for one in sources] for layer, sources in late.items()} == {
        "crimes": ["Town file"],
        "cameras": ["Town file"],
    }
    assert "late by 6 days" in str(layers_panel.line(layers_panel.Row("crimes", "Crimes"), (), late["crimes"]))
    assert freshness.late_layers(pavel, now=first.received_at + 6 * A_DAY) == {}
    assert set(freshness.late_layers(olga, now=first.received_at + 13 * A_DAY)) == set(late)

"""Whether points or totals count is said on the page of deliveries."""

import pytest
from dash import no_update

from dashboards.deliveries import standing
from gis_app.errors import Refused
from gis_app.incidents import totals
from gis_app.people.models import AuditEvent
from gis_app.sources.models import Delivery
from tests.layers import made
from tests.layers.test_by_area import total

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(city) -> Delivery:
    """A delivery of totals, one of which has a point beside it."""
    north = made.area(code="north")
    made.crime(area=north)
    rows = [total(north, 40), total(north, 7, kind="arson")]
    return Delivery(source=rows[0].source, pk=77)


def test_the_page_tells_how_many_have_points_beside_them(delivery, pavel):
    told = str(standing.part(pavel, delivery))
    assert "Of 2 totals of this source 1 have points" in told
    assert "disabled=False" in told


def test_a_source_of_points_has_no_such_part(city, pavel):
    made.crime()
    assert standing.part(pavel, made.delivery()) == []


def test_an_auditor_reads_and_does_not_choose(delivery, anna):
    assert "disabled=True" in str(standing.part(anna, delivery))
    with pytest.raises(Refused):
        standing.said(anna, delivery.source, True)


def test_a_choice_is_kept_once(delivery, pavel):
    assert standing.said(pavel, delivery.source, False) is no_update
    assert "Kept" in standing.said(pavel, delivery.source, True)
    assert standing.said(pavel, delivery.source, True) is no_update
    assert list(totals.declared_sources()) == [delivery.source.pk]
    assert AuditEvent.objects.filter(action="totals.stand", actor=pavel.pk).count() == 1

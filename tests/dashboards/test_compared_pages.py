"""The pages of links and of the inventory: whose they are, and what they say when nothing waits."""

import pytest

from etl.derive.links import link
from gis_app.devices.inventory import queries as inventory
from gis_app.devices.inventory.models import Proposal
from gis_app.devices.queries import visible_to
from gis_app.incidents.links import queries as links
from gis_app.incidents.links.models import Link
from layers.cards import card
from layers.registry import BY_ID
from tests.etl.links.reports import report
from tests.layers import made

pytestmark = pytest.mark.django_db
ADDRESSES = ("/planner/links/", "/planner/inventory/")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("pavel", 200), ("oksana", 403), ("olga", 403), ("anna", 403), ("artem", 403), ("stranger", 302)],
)
def test_the_page_is_the_planners_alone(city, everybody, browser_of, address, who, status):
    assert browser_of(everybody[who]).get(address).status_code == status


def test_links_are_seen_by_those_who_decide_them(city, everybody):
    report("accidents", "roads")
    report("accidents", "insurers")
    link()
    assert Link.objects.count() == 1
    seen = {name for name, person in everybody.items() if links.visible_to(person).exists()}
    assert seen == {"pavel"}
    assert links.counts(everybody["pavel"])["linked"] == 1
    assert links.counts(everybody["oksana"])["linked"] == 0


def test_proposals_are_seen_by_those_who_decide_them(city, everybody):
    origin = made.delivery()
    Proposal.objects.create(source=origin.source, delivery=origin, verdict="gone", camera=made.camera().pk)
    seen = {name for name, person in everybody.items() if inventory.counts(person)["gone"]}
    assert seen == {"pavel"}


def test_a_camera_that_is_another_ones_older_name_is_nobodys(city, everybody):
    now = made.camera(code="NOW")
    made.camera(code="BEFORE", same_as=now)
    for name in ("pavel", "oksana", "olga"):
        assert set(visible_to(everybody[name]).values_list("code", flat=True)) <= {"NOW"}
    facts = card(everybody["pavel"], BY_ID["cameras"], str(now.pk))["facts"]
    assert {"name": "In older lists", "value": "BEFORE"} in facts

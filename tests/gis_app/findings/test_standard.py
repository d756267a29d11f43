"""The edition of the standard is chosen once for the city, by the administrator, with everything that follows."""

import pytest

from gis_app.findings.models import Standard
from gis_app.findings.queries import edition, qualities
from gis_app.jobs.models import Job
from gis_app.people.models import AuditEvent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture
def address() -> str:
    row, _made = Standard.objects.get_or_create(only=True)
    return f"/admin/findings/standard/{row.pk}/change/"


def test_the_edition_of_2025_holds_until_another_is_chosen():
    assert edition() == 2025
    assert qualities()[0].name == "overview"


def test_artem_chooses_the_edition_and_all_is_classed_anew(artem, browser_of, address):
    assert browser_of(artem).post(address, {"edition": "2014"}).status_code == 302
    assert (edition(), qualities()[0].name) == (2014, "monitor")
    assert Job.objects.get(kind="visibility").arguments == {}
    told = AuditEvent.objects.get(action="standard.choose")
    assert (told.old, told.new, told.actor) == ({"edition": 2025}, {"edition": 2014}, artem.pk)


def test_an_edition_that_there_is_not_can_t_be_chosen(artem, browser_of, address):
    assert browser_of(artem).post(address, {"edition": "1999"}).status_code == 200
    assert edition() == 2025


def test_nobody_else_chooses_it_and_there_is_no_second_one(artem, pavel, browser_of, address):
    assert browser_of(pavel).post(address, {"edition": "2014"}).status_code == 403
    assert browser_of(artem).get("/admin/findings/standard/add/").status_code == 403
    assert browser_of(artem).get("/admin/findings/standard/").status_code == 200

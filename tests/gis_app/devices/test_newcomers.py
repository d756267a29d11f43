"""A camera that nobody knew of is registered from the check that found it, and taken out again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from dashboards.passports import lists
from gis_app.devices.models import Camera, Check, Organisation
from gis_app.devices.queries import visible_to
from gis_app.devices.survey import newcomers, queries
from gis_app.devices.survey.actions import Found, record_check
from gis_app.devices.survey.newcomers import Named
from gis_app.errors import BadInput, Conflict, NotFoundHere, Refused
from gis_app.people.models import AuditEvent
from tests.layers import made

pytestmark = pytest.mark.django_db
GATE = Named(organisation="Yard", code="Gate", kind="dome")


@pytest.fixture
def check(pavel, city) -> Check:
    when = timezone.now() - timedelta(hours=1)
    found = Found(uuid=uuid4(), at=when, view="clear", lon=-33.0, lat=48.0, azimuth=75.0)
    return record_check(by=pavel, found=found)[0]


def test_the_checks_place_direction_and_look_go_into_the_passport(check, pavel):
    row = newcomers.register(by=pavel, check=check.pk, named=GATE)
    assert (row.point.coords, row.azimuth, row.kind, row.status) == ((-33.0, 48.0), 75.0, "dome", "unknown")
    assert (row.owner.name, row.source.code, row.delivery.loaded) == ("Yard", "owners", 1)
    assert (row.checks.get(), row.standing.in_focus) == (check, True)
    assert row in visible_to(pavel)
    assert not queries.unregistered(pavel).exists()
    assert AuditEvent.objects.get(action="camera.enter").new["check"] == check.pk
    with pytest.raises(NotFoundHere):
        newcomers.register(by=pavel, check=check.pk, named=GATE)


def test_it_is_taken_back_and_the_check_waits_as_before(check, pavel):
    row = newcomers.register(by=pavel, check=check.pk, named=GATE)
    newcomers.undo(by=pavel, camera=row.pk)
    assert not Camera.objects.exists()
    assert queries.unregistered(pavel).get() == check
    assert AuditEvent.objects.get(action="camera.enter.undo").old["code"] == "Gate"
    with pytest.raises(NotFoundHere):
        newcomers.undo(by=pavel, camera=row.pk)
    newcomers.register(by=pavel, check=check.pk, named=GATE)


def test_a_passport_that_was_worked_with_and_one_of_a_list_stay(check, pavel):
    row = newcomers.register(by=pavel, check=check.pk, named=GATE)
    record_check(by=pavel, found=Found(uuid=uuid4(), at=timezone.now(), view="occluded", camera=row.pk))
    with pytest.raises(Conflict):
        newcomers.undo(by=pavel, camera=row.pk)
    with pytest.raises(NotFoundHere):
        newcomers.undo(by=pavel, camera=made.camera().pk)
    assert Camera.objects.count() == 2


@pytest.mark.parametrize("named", [Named("", "Gate"), Named("Yard", " "), Named("Yard", "Gate", kind="lovely")])
def test_what_cannot_be_leaves_nothing(check, pavel, named):
    with pytest.raises(BadInput):
        newcomers.register(by=pavel, check=check.pk, named=named)
    assert not Camera.objects.exists()
    assert not Organisation.objects.exists()


def test_who_corrects_no_records_registers_none(check, olga, hanna):
    for user in (olga, hanna):
        with pytest.raises(Refused):
            newcomers.register(by=user, check=check.pk, named=GATE)


def test_the_planners_page_registers_and_undoes(check, pavel, olga, browser_of):
    browser, address = browser_of(pavel), f"/cameras/found/{check.pk}/register"
    assert "75°" in browser.get(address).content.decode()
    assert "map=48.00000,-33.00000,18.00" in browser.get(address).content.decode()
    assert browser.post(address, {"organisation": "", "code": "Gate", "kind": "dome"}).status_code == 400
    answer = browser.post(address, {"organisation": "Yard", "code": "Gate", "kind": "dome"})
    row = Camera.objects.get()
    assert answer["Location"] == f"/cameras/{row.pk}/"
    assert browser.get(address).status_code == 404
    assert browser_of(olga).post(f"/cameras/{row.pk}/undo").status_code == 403
    assert browser.post(f"/cameras/{row.pk}/undo")["Location"] == "/planner/cameras/?show=found"
    assert not Camera.objects.exists()


def test_the_list_offers_to_register_and_to_undo(check, pavel, rf, monkeypatch):
    request = rf.get("/")
    monkeypatch.setattr("dashboards.session.request", lambda: request)
    assert f"/cameras/found/{check.pk}/register" in str(lists.unregistered(pavel))
    row = newcomers.register(by=pavel, check=check.pk, named=GATE)
    assert f"/cameras/{row.pk}/undo" in str(lists.unregistered(pavel))

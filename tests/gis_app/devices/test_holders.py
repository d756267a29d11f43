"""Owners come by invitation, register, say on what conditions, and withdraw; nobody speaks for another."""

from uuid import uuid4

import pytest
from django.utils import timezone

from gis_app.devices.models import Camera, Holding, Organisation, Standing
from gis_app.devices.queries import stream_of, visible_to
from gis_app.devices.registry import actions
from gis_app.devices.registry.actions import Stated
from gis_app.devices.registry.invitations import invite
from gis_app.devices.survey import newcomers
from gis_app.devices.survey.actions import Found, record_check
from gis_app.errors import BadInput, Conflict, NotFoundHere, Refused
from gis_app.people.models import AuditEvent, User
from gis_app.sources.models import Delivery
from tests.layers import made

pytestmark = pytest.mark.django_db
HERE = {"lon": -33.0, "lat": 48.0, "code": "Gate"}


@pytest.fixture
def yard(hanna) -> Organisation:
    """The firm that Hanna speaks for."""
    firm = Organisation.objects.create(name="Yard", contact="1-23")
    Holding.objects.create(person=hanna, organisation=firm)
    return firm


@pytest.fixture
def gate(yard, hanna, city) -> Camera:
    return actions.register(by=hanna, organisation=yard.pk, stated=Stated(**HERE, azimuth=90.0))


def test_an_invited_owner_is_bound_to_the_organisation_and_chooses_a_password(pavel, client, city):
    user, token = invite(by=pavel, organisation="  Cafe  Anchor ", contact="a@b", username="cafe", language="ru")
    assert (user.roles, user.holdings.get().organisation.name) == (["holder"], "Cafe Anchor")
    assert client.get(f"/invite/{token}").status_code == 200


def test_an_invitation_that_fails_leaves_no_organisation(pavel, olga):
    with pytest.raises(Conflict):
        invite(by=pavel, organisation="Cafe", contact="", username="olga")
    assert not Organisation.objects.exists()
    with pytest.raises(Refused):
        invite(by=olga, organisation="Cafe", contact="", username="cafe")


def test_the_planner_invites_by_the_page_and_is_shown_the_link_once(pavel, artem, oksana, browser_of, city):
    form = {"organisation": "Cafe", "contact": "", "username": "cafe", "full_name": "", "language": "en"}
    page = browser_of(pavel).post("/cameras/invite/", form)
    assert "/invite/" in page.context["address"]
    assert browser_of(pavel).post("/cameras/invite/", form).status_code == 409
    assert browser_of(artem).get("/cameras/invite/").status_code == 200
    assert browser_of(oksana).get("/cameras/invite/").status_code == 403


def test_a_registered_camera_is_the_owners_and_has_its_delivery(gate, yard, hanna, pavel, olga):
    assert (gate.owner, gate.connection, gate.status) == (yard, "registered", "working")
    assert [visible_to(user).filter(pk=gate.pk).count() for user in (hanna, pavel)] == [1, 1]
    delivery = Delivery.objects.get(source__code="owners")
    assert (delivery.read, delivery.loaded, delivery.state) == (1, 1, "published")
    assert AuditEvent.objects.filter(action="camera.register", subject_id=str(gate.pk)).count() == 1


def test_a_stream_that_an_owner_gives_connects_the_camera_and_is_told_to_operators_alone(
    yard, hanna, olga, pavel, city
):
    address = "rtsp://root:secret@10.0.0.1/1"
    camera = actions.register(by=hanna, organisation=yard.pk, stated=Stated(**HERE, stream=address))
    assert camera.connection == "integrated"
    assert [stream_of(user, camera.pk) for user in (olga, pavel, hanna)] == [address, "", ""]
    assert "secret" not in str([camera.raw, *AuditEvent.objects.values_list("new", flat=True)])
    with pytest.raises(BadInput):
        actions.register(by=hanna, organisation=yard.pk, stated=Stated(**HERE, stream="file:///etc/passwd"))


def test_it_lies_in_its_district(yard, hanna, city):
    area = made.area()
    assert actions.register(by=hanna, organisation=yard.pk, stated=Stated(**HERE)).area == area


@pytest.mark.parametrize(
    "more",
    [
        {"lon": 10.0},
        {"lat": 91.0},
        {"code": " "},
        {"kind": "drone"},
        {"azimuth": 400.0},
        {"hfov": 0.0},
        {"archive_days": -1},
        {"address": "x" * 121},
    ],
)
def test_what_cannot_be_is_not_registered(yard, hanna, city, more):
    with pytest.raises(BadInput):
        actions.register(by=hanna, organisation=yard.pk, stated=Stated(**{**HERE, **more}))
    assert not Camera.objects.exists()


def test_nobody_registers_for_another(yard, hanna, pavel, city):
    other = Organisation.objects.create(name="Other")
    with pytest.raises(NotFoundHere):
        actions.register(by=hanna, organisation=other.pk, stated=Stated(**HERE))
    with pytest.raises(Refused):
        actions.register(by=pavel, organisation=other.pk, stated=Stated(**HERE))


def test_the_owner_withdraws_and_comes_back(gate, hanna, pavel, oksana):
    actions.withdraw(by=hanna, camera=gate.pk)
    assert [visible_to(user).filter(pk=gate.pk).count() for user in (hanna, pavel, oksana)] == [1, 0, 0]
    actions.withdraw(by=hanna, camera=gate.pk, withdrawn=False)
    assert visible_to(pavel).filter(pk=gate.pk).exists()


def test_a_withdrawn_camera_leaves_tiles_that_were_kept(gate, hanna, pavel):
    assert gate.pk in made.tile_ids(pavel, "cameras")
    actions.withdraw(by=hanna, camera=gate.pk)
    assert gate.pk not in made.tile_ids(pavel, "cameras")
    assert gate.pk in made.tile_ids(hanna, "cameras")


def test_a_camera_of_a_citys_list_is_not_withdrawn(yard, hanna, city):
    listed = made.camera(owner=yard)
    with pytest.raises(Conflict, match="on a list of the city"):
        actions.withdraw(by=hanna, camera=listed.pk)


def test_conditions_are_said_by_the_owner_or_for_the_owner_and_by_nobody_else(gate, hanna, pavel, olga, igor):
    for by in (hanna, pavel):
        actions.set_terms(by=by, camera=gate.pk, conditions="By day only", retention_days=14)
    Camera.objects.filter(pk=gate.pk).update(area=None)
    for by in (olga, igor):
        with pytest.raises(NotFoundHere):
            actions.set_terms(by=by, camera=gate.pk, conditions="Never", retention_days=1)
    assert Standing.objects.get().conditions == "By day only"
    with pytest.raises(BadInput):
        actions.set_terms(by=hanna, camera=gate.pk, conditions="x" * 1001, retention_days=1)


def test_a_page_that_shows_older_terms_takes_nothing_back(gate, hanna, pavel, browser_of, city):
    shown, address = {"conditions_was": "", "retention_days_was": ""}, f"/cameras/{gate.pk}/"
    page = browser_of(pavel).get(address).content.decode()
    assert all(f'name="{name}" value=""' in page for name in shown)
    first = browser_of(pavel).post(f"{address}terms", {"conditions": "By day\r\nonly", "retention_days": "", **shown})
    late = browser_of(hanna).post(f"{address}terms", {"conditions": "", "retention_days": "14", **shown})
    assert (first.status_code, late.status_code) == (302, 409)
    assert "since you saw it" in late.content.decode()
    seen = {"conditions_was": "By day\nonly", "retention_days_was": ""}
    said = {"conditions": "By day only", "retention_days": "14"}
    assert browser_of(hanna).post(f"{address}terms", said | seen).status_code == 302


def test_terms_that_are_said_on_an_older_page_bring_no_older_contact_back(yard, gate, hanna, browser_of):
    page, sent = browser_of(hanna), {"organisation": yard.pk, "contact": "1-23", "contact_was": "1-23"}
    assert 'name="contact_was" value="1-23"' in page.get("/owner/terms/").content.decode()
    Organisation.objects.update(contact="4-56")
    assert page.post("/owner/terms/", sent | {"retention_days": "14"}).status_code == 302
    assert page.post("/owner/terms/", sent | {"contact": "7-89"}).status_code == 409
    yard.refresh_from_db()
    assert (yard.contact, Standing.objects.get().retention_days) == ("4-56", 14)


def test_contact_and_terms_of_all_own_cameras_are_said_at_once(yard, gate, hanna, pavel, browser_of):
    other, second = made.camera(code="other"), made.camera(code="second", holder=yard)
    actions.set_terms(by=hanna, camera=second.pk, conditions="Ask first", retention_days=None)
    browser = browser_of(hanna)
    assert "1-23" in browser.get("/owner/terms/").content.decode()
    sent = {"organisation": yard.pk, "contact": "4-56", "conditions": "", "retention_days": "14"}
    assert browser.post("/owner/terms/", sent).status_code == 302
    told = dict(Standing.objects.values_list("camera__code", "retention_days"))
    assert told == {"Gate": 14, "second": 14}
    assert Standing.objects.get(camera=second).conditions == "Ask first"
    yard.refresh_from_db()
    assert (yard.contact, hasattr(other, "standing")) == ("4-56", False)
    assert browser.post("/owner/terms/", {**sent, "organisation": 0}).status_code == 404
    assert browser.post("/owner/terms/", {**sent, "retention_days": "9999"}).status_code == 400
    assert browser_of(pavel).get("/owner/terms/").status_code in {302, 403}


def test_the_audit_has_what_terms_were_before_and_that_the_contact_changed(yard, gate, hanna):
    second, bare = made.camera(code="second", holder=yard), made.camera(code="third", owner=yard)
    actions.set_terms(by=hanna, camera=second.pk, conditions="Ask first", retention_days=3)
    said = {"by": hanna, "organisation": yard.pk, "conditions": None}
    actions.set_for_all(**said, contact="+7 701 4-56", retention_days=14)
    actions.set_for_all(**said, contact="+7 701 4-56", retention_days=None)
    first, again = AuditEvent.objects.filter(action="holder.terms").order_by("pk")
    assert first.old == {
        "terms": [
            {"retention_days": None, "cameras": [gate.pk, bare.pk]},
            {"retention_days": 3, "cameras": [second.pk]},
        ]
    }
    assert first.new == {"retention_days": 14, "contact": "changed", "cameras": 3}
    assert (again.old, again.new) == ({}, {"cameras": 0})
    assert "4-56" not in str(list(AuditEvent.objects.values("old", "new")))


def test_a_contact_that_an_invitation_fills_in_is_in_the_audit_without_its_words(pavel, city):
    Organisation.objects.create(name="Cafe")
    for name in ("first", "second"):
        invite(by=pavel, organisation="Cafe", contact="+7 701 4-56", username=name)
    told = AuditEvent.objects.get(action="organisation.contact")
    assert (told.actor, told.new, Organisation.objects.get().contact) == (
        pavel.pk,
        {"contact": "changed"},
        "+7 701 4-56",
    )


def test_a_camera_that_the_city_found_is_not_its_holders_to_withdraw(yard, hanna, pavel, browser_of, city):
    seen = Found(uuid=uuid4(), at=timezone.now(), view="clear", lon=-33.0, lat=48.0)
    check, _new = record_check(by=pavel, found=seen)
    camera = newcomers.register(by=pavel, check=check.pk, named=newcomers.Named("Yard", "Gate"))
    assert "withdraw" not in browser_of(hanna).get(f"/cameras/{camera.pk}/").content.decode()
    with pytest.raises(Conflict, match="The city found this camera itself"):
        actions.withdraw(by=hanna, camera=camera.pk)
    assert visible_to(pavel).filter(pk=camera.pk).exists()
    Camera.objects.filter(pk=camera.pk).update(withdrawn_at=timezone.now())
    actions.withdraw(by=hanna, camera=camera.pk, withdrawn=False)
    assert visible_to(pavel).filter(pk=camera.pk).exists()


def test_the_holders_pages_register_state_and_withdraw(yard, hanna, browser_of, city):
    browser = browser_of(hanna)
    assert browser.get("/owner/register/").status_code == 200
    form = {
        "organisation": yard.pk,
        "code": "Gate",
        "lat": "48,0",
        "lon": "-33.0",
        "kind": "dome",
        "conditions": "Ask first",
    }
    answer = browser.post("/owner/register/", form)
    camera = Camera.objects.get()
    assert answer["Location"] == f"/cameras/{camera.pk}/"
    assert camera.standing.conditions == "Ask first"
    assert browser.post("/owner/register/", {**form, "lat": ""}).status_code == 400
    assert browser.post("/owner/register/", {**form, "lat": "48.001, -33.002", "lon": ""}).status_code == 302
    assert Camera.objects.latest("pk").point.coords == (-33.002, 48.001)
    assert "Ask first" in browser.get(f"/cameras/{camera.pk}/").content.decode()
    assert browser.post(f"/cameras/{camera.pk}/withdraw", {"withdrawn": "1"}).status_code == 302
    assert "withdrawn by its owner" in browser.get(f"/cameras/{camera.pk}/").content.decode()


def test_another_persons_camera_is_not_found(hanna, browser_of, city):
    camera = made.camera()
    browser = browser_of(hanna)
    assert browser.get(f"/cameras/{camera.pk}/").status_code == 404
    for act in ("terms", "withdraw", "check"):
        assert browser.post(f"/cameras/{camera.pk}/{act}", {}).status_code == 404, act


def test_an_account_that_goes_takes_its_holding_along(yard, hanna):
    User.objects.filter(pk=hanna.pk).delete()
    assert not Holding.objects.exists()

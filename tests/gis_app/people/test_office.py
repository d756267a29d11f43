"""The administrator's pages: who is there, what each may do, and that nobody is locked out for ever."""

from datetime import date, timedelta

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.test import Client
from django.utils import timezone

from gis_app.people import actions, queries, sessions
from gis_app.people.models import AuditEvent, PersonalToken, Session, User
from gis_app.people.permissions import MEANING, Permission
from gis_app.people.roles import ROLES
from gis_app.places.models import Area, Duty
from gis_app.sources.models import Delivery, Source


@pytest.fixture
def office(artem, browser_of):
    return browser_of(artem)


@pytest.fixture
def east(db) -> Area:
    source = Source.objects.create(code="a", name="A")
    whence = {"received_at": "2026-06-01T00:00Z", "file_name": "a", "file_path": "a", "sha256": "0"}
    delivery = Delivery.objects.create(source=source, newest=date(2026, 6, 1), **whence)
    shape = MultiPolygon(Polygon.from_bbox((-33.0, 47.99, -32.99, 48.01)), srid=4326)
    marks = {"source": source, "delivery": delivery, "fingerprint": "0" * 32, "key": "1"}
    return Area.objects.create(kind="district", code="east", name="East", shape=shape, **marks)


def names(answer) -> list[str]:
    return [one.username for one in answer.context["page"].object_list]


def acts() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def test_people_are_found_by_name_role_and_state(office, olga, pavel, artem):
    actions.rename(by=None, user=olga, full_name="Ольга Соколова")
    actions.block(by=None, user=pavel)
    assert names(office.get("/people/")) == ["artem", "olga", "pavel"]
    assert names(office.get("/people/?search=СОКОЛ")) == ["olga"]
    assert names(office.get("/people/?role=planner")) == ["pavel"]
    assert names(office.get("/people/?state=blocked")) == ["pavel"]
    assert names(office.get("/people/?state=nonsense&page=99&role=x")) == []


def test_an_invitation_with_a_first_watch_is_one_act_of_each(office, east, artem):
    form = {"username": "nina", "full_name": "Nina K.", "role": ["operator"], "language": "kk"}
    watch = {"area": east.pk, "day": [1, 2], "begins": "22:00", "ends": "06:00"}
    page = office.post("/people/invite/", form | watch)
    nina = queries.people(artem).get(username="nina")
    assert (nina.roles, nina.language, queries.state_of(nina)) == (["operator"], "kk", "invited")
    assert nina.duties.get().days == [1, 2]
    assert "/invite/" in page.context["address"]
    assert acts() == ["user.invite", "user.invite_link", "duty.give"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": "two words"},
        {"username": "ARTEM"},
        {"role": ["mayor"]},
        {"language": "tlh"},
        {"area": "999999"},
        {"begins": "25:00"},
        {"day": ["8"]},
        {"full_name": "n" * 121},
        {"full_name": "\x00"},
    ],
)
def test_a_wrong_invitation_makes_nobody_and_keeps_what_was_typed(office, east, wrong):
    form = {"username": "nina", "full_name": "Nina K.", "role": ["operator"], "language": "en"}
    watch = {"area": east.pk, "day": [1], "begins": "22:00", "ends": "06:00"}
    page = office.post("/people/invite/", form | watch | wrong)
    assert page.status_code in {400, 409}
    assert str(page.context["mistake"]) in page.content.decode().replace("&#x27;", "'")
    assert User.objects.count() == 1
    assert not AuditEvent.objects.exists()


def test_roles_are_changed_with_old_and_new_in_the_audit(office, pavel, artem):
    office.post(f"/people/{pavel.pk}/roles", {"role": ["official", "auditor"]})
    told = AuditEvent.objects.get(action="user.roles")
    assert (told.actor, told.old, told.new) == (artem.pk, {"roles": ["planner"]}, {"roles": ["official", "auditor"]})


def test_a_page_that_shows_what_was_gives_no_role_and_no_name_back(office, pavel, artem):
    """One administrator takes a role away and corrects the name; the page of another still shows both."""
    page = office.get(f"/people/{pavel.pk}/").content.decode()
    assert 'name="was" value="planner"' in page
    assert f'name="full_name_was" value="{pavel.full_name}"' in page
    named = {"full_name": pavel.full_name, "full_name_was": pavel.full_name}
    actions.set_roles(by=artem, user=pavel, roles=["official"])
    actions.rename(by=artem, user=pavel, full_name="Pavel P.")
    late = office.post(f"/people/{pavel.pk}/roles", {"role": ["planner", "auditor"], "was": "planner"})
    assert (late.status_code, "since you saw it" in late.content.decode()) == (409, True)
    spoken = {"language": "kk", "language_was": pavel.language}
    assert office.post(f"/people/{pavel.pk}/profile", named | spoken).status_code == 302
    assert office.post(f"/people/{pavel.pk}/profile", named | {"full_name": "Paul"}).status_code == 409
    pavel.refresh_from_db()
    assert (pavel.roles, pavel.full_name, pavel.language) == (["official"], "Pavel P.", "kk")


def test_a_watch_given_twice_is_one(office, pavel, east):
    """A second click: ended once, the person is on duty no more."""
    watch = {"area": east.pk, "day": [1, 2], "begins": "22:00", "ends": "06:00"}
    assert [office.post(f"/people/{pavel.pk}/give-watch", watch).status_code for _ in range(2)] == [302, 409]
    assert pavel.duties.count() == 1


def test_who_raises_the_own_roles_has_it_told(office, artem):
    office.post(f"/people/{artem.pk}/roles", {"role": ["administrator", "auditor"]})
    told = AuditEvent.objects.get(action="user.roles")
    assert told.new == {"roles": ["administrator", "auditor"], "own": True}


def test_the_last_administrator_can_neither_leave_nor_be_blocked(office, artem):
    assert office.post(f"/people/{artem.pk}/roles", {"role": ["planner"]}).status_code == 409
    assert office.post(f"/people/{artem.pk}/block").status_code == 409
    artem.refresh_from_db()
    assert (artem.roles, artem.is_active) == (["administrator"], True)


def test_a_block_ends_sessions_and_tokens_at_once_and_for_good(office, pavel, browser_of):
    browser = browser_of(pavel)
    ends = {"made_at": "2026-01-01T00:00Z", "ends_on": date(2099, 1, 1)}
    token = PersonalToken.objects.create(owner=pavel, name="x", prefix="a" * 8, digest="0", scopes=["map"], **ends)
    office.post(f"/people/{pavel.pk}/block")
    assert browser.get("/")["Location"].startswith("/login/")
    assert not Session.objects.filter(person=pavel).exists()
    office.post(f"/people/{pavel.pk}/unblock")
    token.refresh_from_db()
    assert token.revoked_at
    assert browser.get("/")["Location"].startswith("/login/")


def test_a_session_is_listed_without_its_key_and_ended_alone(office, pavel, browser_of):
    one, other = browser_of(pavel), browser_of(pavel)
    rows = list(queries.sessions(pavel))
    page = office.get(f"/people/{pavel.pk}/").content.decode()
    assert len(rows) == 2
    assert not any(row.session_key in page for row in rows)
    short = Session.objects.get(session_key=one.cookies["sessionid"].value).short
    office.post(f"/people/{pavel.pk}/end-session", {"session": short})
    assert one.get("/account/").status_code == 302
    assert other.get("/account/").status_code == 200
    office.post(f"/people/{pavel.pk}/end-session")
    assert other.get("/account/").status_code == 302


def test_watches_are_given_and_ended_on_the_persons_page(office, olga, pavel, east):
    office.post(f"/people/{olga.pk}/give-watch", {"area": east.pk, "day": [6, 7], "begins": "08:00", "ends": "08:00"})
    page = office.get(f"/people/{olga.pk}/").content.decode()
    assert "East" in page
    assert "day and night" in page
    watch = Duty.objects.get()
    assert office.post(f"/people/{pavel.pk}/end-watch", {"watch": watch.pk}).status_code == 404
    office.post(f"/people/{olga.pk}/end-watch", {"watch": watch.pk})
    assert not Duty.objects.exists()


@pytest.mark.parametrize("address", ["/people/999999/", "/people/1/explode"])
def test_what_is_not_there_is_not_found(office, address):
    assert office.post(address).status_code in {404, 405}


@pytest.mark.parametrize("who", ["olga", "pavel", "oksana", "anna"])
def test_nobody_else_opens_these_pages(everybody, browser_of, who):
    browser = browser_of(everybody[who])
    for address in ("/people/", "/people/invite/", f"/people/{everybody['artem'].pk}/"):
        assert browser.get(address).status_code == 403
    assert browser.post(f"/people/{everybody[who].pk}/roles", {"role": ["administrator"]}).status_code == 403


@pytest.mark.parametrize("who", ["olga", "pavel", "oksana", "anna", "artem"])
def test_who_can_do_what_is_open_to_all_and_true(everybody, browser_of, who):
    page = browser_of(everybody[who]).get("/roles/")
    table = {code: held for _text, code, held in page.context["table"]}
    assert list(table) == [permission.value for permission in MEANING]
    assert table[Permission.AUDIT_SEE] == [False, *(code == "auditor" for code in ROLES)]
    for role in ROLES.values():
        assert str(role.sentence) in page.content.decode()


def test_ones_own_password_is_changed_and_other_browsers_end(db, client):
    actions.add_user(by=None, username="nina", roles=["planner"], password="correct-horse-battery")
    other = Client()
    for browser in (client, other):
        browser.post("/login/", {"username": "nina", "password": "correct-horse-battery"})
    before = client.session.session_key
    new = {"new_password": "four quiet words here", "again": "four quiet words here"}
    assert client.post("/account/do/password", {"password": "wrong"} | new).status_code == 400
    assert client.post("/account/do/password", {"password": "correct-horse-battery"} | new).status_code == 302
    assert client.get("/account/").status_code == 200
    assert client.session.session_key != before
    assert other.get("/account/").status_code == 302


def test_one_signs_out_everywhere_else(pavel, browser_of):
    here, there = browser_of(pavel), browser_of(pavel)
    here.post("/account/do/sign-out-elsewhere")
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    here.post("/account/do/sign-out-everywhere")
    assert here.get("/account/").status_code == 302


@pytest.mark.parametrize(("field", "minutes"), [("began", 12 * 60 + 1), ("seen", 121)])
def test_a_session_ends_by_age_and_by_idleness(pavel, browser_of, field, minutes):
    browser = browser_of(pavel)
    Session.objects.update(**{field: timezone.now() - timedelta(minutes=minutes - 2)})
    assert browser.get("/account/").status_code == 200
    Session.objects.update(**{field: timezone.now() - timedelta(minutes=minutes)})
    assert browser.get("/account/").status_code == 302


def test_ending_sessions_is_told_in_the_audit(pavel, artem, browser_of):
    browser_of(pavel)
    assert sessions.end(by=artem, user=pavel) == 1
    assert AuditEvent.objects.get().new == {"ended": 1}


LEADS = [("pavel", '"/planner/"'), ("oksana", '"/official/map/"'), ("artem", None)]


@pytest.mark.parametrize(("person", "leads"), LEADS)
def test_the_search_box_leads_to_the_map_that_is_open_to_the_person(request, browser_of, city, person, leads):
    page = browser_of(request.getfixturevalue(person)).get("/account/").content.decode()
    assert (f"data-map={leads}" in page) if leads else ('id="search"' not in page)


def test_times_are_told_by_the_citys_clock(office, city, pavel):
    User.objects.filter(pk=pavel.pk).update(last_login="2026-03-02T01:30Z")  # 23:30 of the day before in the city
    for page in ("/people/", f"/people/{pavel.pk}/"):
        said = office.get(page).content.decode()
        assert "1 Mar 2026, 23:30" in said, page
        assert "UTC−2" in said, page


def test_a_session_is_told_by_its_browser_and_a_watch_by_its_area_in_the_readers_language(office, east, olga):
    line = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
    Session.objects.create(person=olga, session_key="k", expire_date=timezone.now() + timedelta(1), program=line)
    Area.objects.filter(pk=east.pk).update(names={"ru": "Восточный"})
    Duty.objects.create(person=olga, area=east, days=[1], begins="08:00", ends="20:00")
    office.cookies["django_language"] = "ru"
    said = office.get(f"/people/{olga.pk}/").content.decode()
    assert "Chrome 140, Linux" in said
    assert "<b>Восточный</b>" in said

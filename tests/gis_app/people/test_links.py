"""A link to choose a password by: once, until its end, and only the newest."""

import io
import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from gis_app.config.logs import WithoutTokens
from gis_app.errors import NotFoundHere, Refused
from gis_app.people import actions, links
from gis_app.people.links import Kind
from gis_app.people.models import AuditEvent, OneUseLink, Session, User

PASSWORD = "four quiet words here"


@pytest.fixture
def invited(artem) -> tuple[User, str]:
    return actions.invite(by=artem, username="nina", roles=["operator"], full_name="Nina K.", language="ru")


def test_the_invited_person_cannot_sign_in_before_the_link_is_used(invited, client):
    assert client.post("/login/", {"username": "nina", "password": "!"}).status_code == 400


def test_an_invitation_leads_to_a_password_and_then_opens_nothing(invited, client):
    token = invited[1]
    assert client.get(f"/invite/{token}").status_code == 200
    assert client.get(f"/invite/{token}").status_code == 200
    assert client.post(f"/invite/{token}", {"password": PASSWORD})["Location"] == "/login/"
    assert client.get(f"/invite/{token}").status_code == 404
    assert client.post(f"/invite/{token}", {"password": "another long password"}).status_code == 404
    assert client.post("/login/", {"username": "nina", "password": PASSWORD}).status_code == 302


def test_the_page_speaks_the_language_of_the_invited(invited, client):
    assert '<html lang="ru">' in client.get(f"/invite/{invited[1]}").content.decode()


def test_a_weak_password_leaves_the_link_open(invited, client):
    answer = client.post(f"/invite/{invited[1]}", {"password": "password1234"})
    assert (answer.status_code, bool(str(answer.context["mistake"]))) == (400, True)
    assert client.get(f"/invite/{invited[1]}").status_code == 200


def test_the_store_knows_only_a_hash_and_the_audit_nothing(invited):
    _user, token = invited
    assert token not in str(OneUseLink.objects.values()) + str(AuditEvent.objects.values())


@pytest.mark.parametrize(("kind", "lasts"), [(Kind.INVITE, timedelta(days=7)), (Kind.RESET, timedelta(hours=24))])
def test_a_link_ends(pavel, kind, lasts):
    token = links.make(by=None, user=pavel, kind=kind)
    OneUseLink.objects.update(ends=timezone.now() + timedelta(seconds=1))
    assert links.person_of(token, kind) == pavel
    OneUseLink.objects.update(ends=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NotFoundHere):
        links.person_of(token, kind)
    links.make(by=None, user=pavel, kind=kind)
    left = OneUseLink.objects.get(used_at=None).ends - timezone.now()
    assert lasts - timedelta(minutes=1) < left <= lasts


def test_a_new_link_replaces_the_old_and_a_kind_is_not_the_other(pavel, client):
    first = links.make(by=None, user=pavel, kind=Kind.RESET)
    second = links.make(by=None, user=pavel, kind=Kind.RESET)
    assert client.get(f"/reset/{first}").status_code == 404
    assert client.get(f"/invite/{second}").status_code == 404
    assert client.get(f"/reset/{second}").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "%00", "a" * 5000, "%F0%9F%98%80"])
def test_what_is_no_token_is_no_page(db, client, token):
    assert client.get(f"/reset/{token}").status_code == 404


def test_a_used_reset_ends_every_session_of_the_old_password(pavel, browser_of, client):
    browser = browser_of(pavel)
    token = links.make(by=None, user=pavel, kind=Kind.RESET)
    client.post(f"/reset/{token}", {"password": PASSWORD})
    assert not Session.objects.filter(person=pavel).exists()
    assert browser.get("/")["Location"].startswith("/login/")


def test_the_blocked_get_no_link_and_their_old_one_dies(pavel, artem):
    token = links.make(by=artem, user=pavel, kind=Kind.RESET)
    actions.block(by=artem, user=pavel)
    with pytest.raises(NotFoundHere):
        links.use(token=token, kind=Kind.RESET, password=PASSWORD)
    with pytest.raises(Refused):
        links.make(by=artem, user=pavel, kind=Kind.RESET)


def test_a_link_that_is_still_open_is_not_written_into_the_log(invited, client):
    written = io.StringIO()
    ours = next(
        each for each in logging.getLogger().handlers if any(isinstance(f, WithoutTokens) for f in each.filters)
    )
    before = ours.setStream(written)
    try:
        client.post(f"/invite/{invited[1]}", {"password": "short"})
    finally:
        ours.setStream(before)
    assert "/invite/…" in written.getvalue()
    assert invited[1] not in written.getvalue()

"""The language is a menu of four, kept in a cookie before the sign-in and with the person after it."""

import pytest
from django.conf import settings

from gis_app.people.models import AuditEvent, User

CODES = [code for code, _name in settings.LANGUAGES]
SIGN_IN = {"en": "Sign in", "ru": "Вход", "uk": "Вхід", "kk": "Кіру"}


@pytest.mark.django_db
@pytest.mark.parametrize("code", CODES)
def test_the_sign_in_page_speaks_each_language_and_offers_all_four(client, code):
    client.post("/i18n/setlang/", {"language": code, "next": "/login/"})
    page = client.get("/login/").content.decode()
    assert f'<html lang="{code}">' in page
    assert f">{SIGN_IN[code]}<" in page
    assert all(f'value="{other}" lang="{other}"' in page for other in CODES)


@pytest.mark.django_db
def test_the_browsers_own_language_is_taken_until_one_is_chosen(client):
    page = client.get("/login/", headers={"Accept-Language": "kk-KZ,kk;q=0.9,ru;q=0.8"}).content.decode()
    assert '<html lang="kk">' in page


def test_a_choice_stays_with_the_person_and_in_the_audit(pavel, browser_of):
    browser_of(pavel).post("/i18n/setlang/", {"language": "uk", "next": "/"})
    assert User.objects.get(pk=pavel.pk).language == "uk"
    act = AuditEvent.objects.get(action="user.language")
    assert (act.actor, act.subject_id, act.new) == (pavel.pk, str(pavel.pk), {"language": "uk"})


def test_a_language_that_we_do_not_speak_changes_nothing(pavel, browser_of):
    browser = browser_of(pavel)
    browser.post("/i18n/setlang/", {"language": "tlh", "next": "/"})
    assert User.objects.get(pk=pavel.pk).language == ""
    assert not AuditEvent.objects.filter(action="user.language").exists()


def test_a_person_who_signs_in_elsewhere_finds_their_language(pavel, client):
    pavel.language = "kk"
    pavel.set_password("quiet-harbour-lamps")
    pavel.save()
    answer = client.post("/login/", {"username": pavel.username, "password": "quiet-harbour-lamps"})
    assert answer.cookies["django_language"].value == "kk"


@pytest.mark.parametrize("code", CODES)
def test_a_dashboard_speaks_the_readers_language(city, pavel, browser_of, code):
    browser = browser_of(pavel)
    browser.cookies["django_language"] = code
    page = browser.get("/planner/").content.decode()
    assert f'<html lang="{code}"' in page
    assert (f"dayjs/locale/{code}.js" in page) == (code != "en")


@pytest.mark.django_db
@pytest.mark.parametrize("code", CODES)
def test_each_language_is_called_by_its_own_name_whatever_the_page_speaks(client, code):
    client.cookies["django_language"] = code
    page = client.get("/login/").content.decode()
    assert all(f">{name}</button>" in page for _code, name in settings.LANGUAGES)

"""Every page that a person can open says that the city is invented, in each of the four languages."""

import json

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from dashboards.city_map import printing
from dashboards.workspaces import WORKSPACES
from tests.people import person
from tests.promises.test_guards import ROUTES

LANGUAGES = [code for code, _ in settings.LANGUAGES]
ROLES = ("operator", "planner", "official", "administrator", "auditor", "investigator", "holder")
PLAIN = [f"/{address}" for address, _route in ROUTES if "<" not in address and "(" not in address]
LEADING_ON = {"/logout/", "/admin/logout/"}


def pages(browser) -> dict[str, str]:
    """What is to be read on each page of the person, Dash's from its layout."""
    found = {}
    for address in [one for one in PLAIN if one not in LEADING_ON]:
        answer = browser.get(address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and not answer.streaming:
            found[address] = answer.content.decode()
    for address in [tab.address for workspace in WORKSPACES for tab in workspace.tabs()]:
        answer = browser.get(f"{address}_dash-layout")
        if answer.status_code == 200:
            found[address] = json.dumps(answer.json(), ensure_ascii=False)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_each_role_says_so(city, browser_of, role, language):
    browser = browser_of(person("somebody", role))
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    with override(language):
        words = {gettext("demo city"), gettext("Demo city: all data is invented.")}
    seen = pages(browser)
    assert len(seen) > 4
    assert [address for address, text in seen.items() if not any(word in text for word in words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sign_in_and_the_printed_sheet_say_so(city, browser_of, stranger, pavel, language):
    browser = browser_of(stranger)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    with override(language):
        assert gettext("Demo city: all data is invented.") in browser.get("/login/").content.decode()
        assert gettext("demo city") in str(printing.sheet(pavel, {}, "crimes", None, []))


def test_a_real_citys_pages_do_not(city, browser_of):
    city.invented = False
    city.save()
    seen = pages(browser_of(person("somebody", "planner")))
    assert {"/planner/", "/planner/data/"} < set(seen)
    assert [address for address, text in seen.items() if "demo city" in text.lower()] == []

"""A shared workstation in a real browser: the person changes in two keys, and nothing of the one before is left."""

import json

import pytest
from playwright.sync_api import expect

from gis_app.people import actions
from tests.browser.sight import context_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PASSWORD = "four quiet words here"


@pytest.fixture
def page(chromium, live_server, city, settings):
    """Nina and Oleg, who watch at one workstation, and Anna, who wants her name shown nowhere."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    people = (("nina", "Nina Kim", "planner"), ("oleg", "Oleg Ford", "auditor"), ("ann", "Ann", "auditor"))
    for name, full, role in people:
        actions.add_user(by=None, username=name, full_name=full, roles=[role], password=PASSWORD)
    return context_of(chromium, base_url=live_server.url, locale="en-GB").new_page()


def sign_in(page, name: str, shown: bool = True) -> None:
    page.goto("/login/")
    page.fill("#username", name)
    page.fill("#password", PASSWORD)
    page.set_checked("[name=remember]", shown)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login/" not in address)


def test_two_keys_and_the_password_change_the_person(page):
    sign_in(page, "oleg")
    page.keyboard.press("Alt+KeyQ")
    page.wait_for_url("**/login/?switch=1")
    sign_in(page, "nina")
    page.goto("/account/")
    page.keyboard.press("Alt+KeyQ")
    expect(page.locator(".people a")).to_have_text(["1 Nina Kim nina", "2 Oleg Ford oleg"])
    page.keyboard.press("2")
    expect(page.locator("#username")).to_have_value("oleg")
    expect(page.locator("#password")).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/audit/")
    expect(page.locator(".sc-person__name").first).to_have_text("Oleg Ford")


def test_enter_picks_the_latest_and_a_digit_in_a_field_is_a_digit(page):
    sign_in(page, "oleg")
    page.keyboard.press("Alt+KeyQ")
    page.wait_for_url("**/login/?switch=1")
    page.fill("#username", "a")
    page.keyboard.type("1")
    expect(page.locator("#username")).to_have_value("a1")
    page.locator(".people a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#username")).to_have_value("oleg")


def test_a_name_is_shown_by_choice_only(page):
    sign_in(page, "ann", shown=False)
    page.keyboard.press("Alt+KeyQ")
    page.wait_for_url("**/login/?switch=1")
    assert page.locator(".people a").count() == 0
    cookies = json.dumps(page.context.cookies())
    assert "ann" not in cookies


def test_nothing_of_the_one_before_is_behind_back_or_in_another_tab(page):
    sign_in(page, "oleg")
    page.goto("/roles/")
    page.goto("/audit/")
    other = page.context.new_page()
    other.goto("/audit/")
    expect(other.get_by_role("link", name="user.sign_in").first).to_be_visible()
    page.bring_to_front()
    page.keyboard.press("Alt+KeyQ")
    page.wait_for_url("**/login/?switch=1")
    other.wait_for_url("**/login/?next=/audit/")
    page.go_back()
    page.wait_for_url("**/login/?next=/roles/")


def test_the_planners_map_hears_the_key_too(page):
    sign_in(page, "nina")
    page.wait_for_selector("#switch-person", state="attached")
    page.keyboard.press("Alt+KeyQ")
    page.wait_for_url("**/login/?switch=1")
    page.goto("/planner/")
    page.wait_for_url("**/login/?next=/planner/")

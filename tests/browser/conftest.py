"""A town, a Chromium, and signed-in pages that fail the test by any error or request to another host."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.sight import FLAGS, context_of, is_mistake, outside
from tests.layers import made

PageOf = Callable[..., Page]
LONGEST_S = 90


@pytest.fixture
def town(city) -> None:
    """A street, a house, a camera, two thefts and a robbery in Smallhaven."""
    made.area()
    made.street()
    made.building()
    made.camera(-33.0, 48.001, code="SH-0001", azimuth=90)
    made.crime(-33.0005, 48.0005)
    made.crime(-33.001, 48.0005)
    made.crime(-32.9995, 48.0005, kind="robbery")


@pytest.fixture
def chromium(monkeypatch) -> Iterator[Browser]:
    """Chromium, driven from a loop of its own: Django counts what is opened meanwhile as another thread's."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()
        answered()
        connections.close_all()


def answered() -> None:
    """Wait until the server has ended what it was asked before the browser went: the store is emptied next."""
    for one in threading.enumerate():
        if one.name.endswith("(process_request_thread)"):
            one.join(LONGEST_S)


@pytest.fixture
def page_of(chromium: Browser, live_server, browser_of) -> Iterator[PageOf]:
    """A signed-in page of anybody; an error on any of them, or a request outside, fails the test."""
    contexts, wrong = [], []

    def signed_in(person, width: int = 1280, height: int = 800, locale: str = "en-GB", **more) -> Page:
        size = {"width": width, "height": height}
        context = context_of(chromium, viewport=size, base_url=live_server.url, locale=locale, **more)
        contexts.append(context)
        session = browser_of(person).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if is_mistake(line) else None)
        page.on("request", lambda asked: wrong.append(asked.url) if outside(asked.url, live_server.url) else None)
        return page

    yield signed_in
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(page_of: PageOf, pavel) -> Page:
    """Pavel's page."""
    return page_of(pavel, 1600, 900)

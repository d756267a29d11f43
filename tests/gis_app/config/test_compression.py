"""Scripts and styles travel compressed; pages, which carry a person's tokens, do not."""

import gzip

from django.http import HttpResponse
from django.test import RequestFactory

from gis_app.config import compression

SCRIPT = b"let city = 1;\n" * 500


def answered(path: str, kind: str = "text/javascript", encodings: str = "gzip, br", status: int = 200) -> HttpResponse:
    given = HttpResponse(SCRIPT, content_type=kind, status=status, headers={"Vary": "Cookie"})
    middleware = compression.scripts_and_styles(lambda request: given)
    return middleware(RequestFactory().get(path, headers={"Accept-Encoding": encodings}))


def test_a_script_is_compressed_for_a_browser_that_takes_it():
    answer = answered("/planner/_dash-component-suites/dash/deps/react.js")
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Content-Length"] == str(len(answer.content))
    assert gzip.decompress(answer.content) == SCRIPT


def test_a_browser_keeps_a_script_when_its_cookies_change():
    assert answered("/planner/_dash-component-suites/dash/deps/react.js")["Vary"] == "Accept-Encoding"


def test_a_browser_that_takes_none_gets_it_plain_and_caches_know_the_difference():
    answer = answered("/static/dashboards/bridge.js", encodings="")
    assert answer.content == SCRIPT
    assert "Accept-Encoding" in answer["Vary"]


def test_a_page_or_a_mistake_is_never_compressed():
    assert "Content-Encoding" not in answered("/planner/", "text/html")
    assert "Content-Encoding" not in answered("/planner/_dash-layout", "application/json")
    assert "Content-Encoding" not in answered("/static/gone.js", status=404)

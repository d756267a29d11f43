"""What every answer carries, and what mistakes answer, ours and the sender's."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from gis_app import errors
from gis_app.config import checks, pages
from gis_app.config.errors import of_mistake, status_of
from gis_app.config.middleware import content_security_policy


def mistakes() -> list[type[errors.Mistake]]:
    return [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.Mistake)]


@pytest.mark.parametrize("mistake", [kind for kind in mistakes() if kind is not errors.Mistake])
def test_every_mistake_has_its_status(mistake):
    assert status_of(mistake("x")) == errors.STATUS[mistake]


def test_only_mistakes_are_told():
    request = RequestFactory().get("/api/v1/crimes")
    assert of_mistake(request, ValueError("secret")) is None
    answer = of_mistake(request, errors.BadFilter("The filter 'from' is a date."))
    assert (answer.status_code, answer.content) == (400, b'{"error": "The filter \'from\' is a date."}')


@pytest.fixture
def failing(monkeypatch):
    def fail(*_args, **_more):
        raise ValueError("the password is swordfish")

    monkeypatch.setattr(pages, "home_of", fail)


def test_what_we_did_not_expect_answers_a_number_and_tells_the_log(pavel, browser_of, failing, caplog):
    page = browser_of(pavel).get("/")
    text = page.content.decode()
    assert page.status_code == 500
    assert "swordfish" not in text
    reference = re.search(r"<code>(\w+)</code>", text)[1]
    told = next(record for record in caplog.records if reference in record.getMessage())
    assert "swordfish" in str(told.exc_info[1])


@pytest.mark.parametrize("address", ["/nothing", "/tiles/", "/planner.php", "/.git/config"])
def test_an_address_without_a_page_is_404(db, client, address):
    assert client.get(address).status_code == 404


def test_answers_forbid_everything_from_outside(db, client):
    answer = client.get("/login/")
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert "http" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_view_may_name_its_inline_scripts_by_hash_and_its_own_caching():
    def view(_request):
        response = HttpResponse(headers={"Cache-Control": "private"})
        response.csp_script_hashes = ["sha256-abc="]
        return response

    answer = content_security_policy(view)(RequestFactory().get("/"))
    assert "script-src 'self' 'sha256-abc=';" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private"


def test_health_is_cheap_and_open(client):
    assert client.get("/healthz").content == b"ok"


def test_readiness_tells_what_to_do(client, monkeypatch):
    told = [checks.Check("database", True), checks.Check("redis", False, "Redis does not answer: ./safecity up.")]
    monkeypatch.setattr(pages.services, "ready", lambda: told)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    assert answer.json()["checks"][1]["hint"] == "Redis does not answer: ./safecity up."
    monkeypatch.setattr(pages.services, "ready", lambda: told[:1])
    assert client.get("/readyz").status_code == 200


def test_the_language_is_chosen_before_sign_in(db, client):
    assert client.post("/i18n/setlang/", {"language": "ru", "next": "/login/"})["Location"] == "/login/"
    assert '<html lang="ru">' in client.get("/login/").content.decode()


def test_a_write_without_the_token_is_told_to_programs_in_json():
    answer = Client(enforce_csrf_checks=True).post("/tiles/crimes/1/0/0.pbf")
    assert answer.status_code == 403
    assert answer.json()["error"].endswith(".")


def test_a_form_where_json_is_read_is_the_senders_mistake(pavel, city):
    """The check of the page's token reads a form away, and nobody could read it again."""
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.force_login(pavel)
    paths = strict.get("/api/openapi.json").json()["paths"]
    strict.get("/planner/")
    token = {"X-CSRFToken": strict.cookies["csrftoken"].value}
    written = [path.replace("{record_id}", "1") for path, methods in paths.items() if "post" in methods]
    answers = {path: strict.post(path, {"file": "x"}, headers=token) for path in written}
    answers["callback"] = strict.post("/planner/_dash-update-component", {"file": "x"}, headers=token)
    assert {path: told.status_code for path, told in answers.items() if told.status_code >= 500} == {}
    assert answers["/api/v1/edits"].status_code == answers["callback"].status_code == 400
    assert answers["/api/v1/edits"].json() == {"error": "This request cannot be read."}

"""Every parameter of every tile, OGC and API address, in and out of what the documents allow: no error of ours, no
traceback, nothing undocumented, and nobody's rows but one's own."""

from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gis_app.incidents.filters import NAMES
from gis_app.people import tokens
from gis_app.people.scopes import offered
from layers.registry import LAYERS
from tests.layers import made
from tests.promises.test_roles import DOCUMENTS, without_numbers

pytestmark = pytest.mark.django_db
SOME = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
MANY = settings(SOME, max_examples=400, derandomize=False)
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
HIDDEN = "not-for-them"
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


@cache
def application() -> Any:
    from gis_app.config.wsgi import application

    return application


def document(base: str) -> Any:
    config = schemathesis.Config()
    config.projects.default.generation.update(with_security_parameters=False)
    found = schemathesis.openapi.from_dict(without_numbers(DOCUMENTS[base]), config=config)
    found.app = application()
    return found


SCHEMAS = {base: document(base) for base in DOCUMENTS}
OPERATIONS = {
    f"{method.upper()} {base}{path}": (base, path, method)
    for base, told in DOCUMENTS.items()
    for path, ways in told["paths"].items()
    for method in ways
}


@pytest.fixture(autouse=True)
def _one_connection():
    """The server's own ways to begin and end a request would end the test's transaction, as Django's client knows."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def tokens_of(everybody, city) -> dict[str, str]:
    """A token each of the operator, the auditor and the planner, in a city with rows that the first two may not see."""
    here, elsewhere = made.area(), made.area(code="south", lon=made.MIDDLE[0] + 0.02)
    made.on_duty(everybody["olga"], here)
    made.crime(area=here, place="for all")
    made.crime(area=elsewhere, place=HIDDEN, source_kind=HIDDEN, raw={"x": HIDDEN})
    made.accident(area=elsewhere, place=HIDDEN, source_kind=HIDDEN, raw={"x": HIDDEN})
    made.camera(area=elsewhere, code=HIDDEN, address=HIDDEN, raw={"x": HIDDEN})
    today = datetime.now(UTC).date()
    return {
        name: tokens.make(by=user, name=name, scopes=offered(user), ends_on=today)[1]
        for name, user in everybody.items()
        if name in {"olga", "anna", "pavel"}
    }


def asked(name: str, tokens_of: dict[str, str], data: st.DataObject) -> None:
    """One call of the operation by one of the three, judged."""
    base, path, method = OPERATIONS[name]
    mode, who = data.draw(st.sampled_from(MODES)), data.draw(st.sampled_from(list(tokens_of)))
    case = data.draw(SCHEMAS[base][path][method.upper()].as_strategy(generation_mode=mode))
    answer = case.call(headers={"Authorization": f"Bearer {tokens_of[who]}", "Accept": "application/json"})
    judged(answer.status_code, answer.content, who)
    case.validate_response(answer, checks=CHECKS)


def judged(status: int, content: bytes, who: str) -> None:
    assert status < 500, content[:300]
    assert b"Traceback" not in content
    if who != "pavel":
        assert HIDDEN.encode() not in content


@pytest.mark.slow
@pytest.mark.parametrize("name", OPERATIONS)
@SOME
@given(data=st.data())
def test_no_call_of_an_operation_breaks_the_server_or_tells_anothers_rows(name, tokens_of, data):
    asked(name, tokens_of, data)


@pytest.mark.nightly
@pytest.mark.parametrize("name", OPERATIONS)
@MANY
@given(data=st.data())
def test_no_call_of_an_operation_breaks_the_server_nightly(name, tokens_of, data):
    asked(name, tokens_of, data)


PARAMETERS = [*NAMES, "bbox", "datetime", "limit", "after", "f", "q", "near", "severity", "status", "code", "source"]
TRICKY = ["\x00", "NaN", "1e999", "-1", "0", "9" * 30, "../../etc/passwd", "' OR 1=1 --", "théft", "%"]
TRICKY += ["0,0,1,1", "-33,48,100", "-33,48,-33.1,48,-33.1,48.1", "2026-06-01", "2026-06-01/..", "9999-12-31T23:59:59Z"]
TEXTS = st.text(max_size=40) | st.sampled_from(TRICKY)
ADDRESSES = st.sampled_from(
    [
        *(f"/api/v1/{layer.id}" for layer in LAYERS),
        *(f"/ogc/collections/{layer.id}/items" for layer in LAYERS),
        *(f"/tiles/{layer.id}/{made.tile_of(16)}.pbf" for layer in LAYERS),
        "/api/v1/counts",
        "/api/v1/search",
        "/api/v1/deliveries",
        "/ogc/collections",
    ]
)
PARTS = st.lists(
    st.text(min_size=1, max_size=12) | st.sampled_from(["crimes", "items", "0", "1", "..", "-1"]), max_size=4
)


def any_query(tokens_of: dict[str, str], data: st.DataObject) -> None:
    """Several parameters at once, each with any text, some of them twice."""
    who, address = data.draw(st.sampled_from(list(tokens_of))), data.draw(ADDRESSES)
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(PARAMETERS), TEXTS), max_size=4))
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)
    judged(*got(tokens_of[who], f"{address}?{query}"), who)


def any_path(tokens_of: dict[str, str], data: st.DataObject) -> None:
    who, door = (
        data.draw(st.sampled_from(list(tokens_of))),
        data.draw(st.sampled_from(["tiles", "ogc", "api", "api/v1"])),
    )
    path = "/".join(quote(part, safe="") for part in data.draw(PARTS))
    judged(*got(tokens_of[who], f"/{door}/{path}"), who)


def got(token: str, address: str) -> tuple[int, bytes]:
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.handler = made.one_handler()
    answer = client.get(address, headers={"authorization": f"Bearer {token}"})
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.slow
@settings(SOME, max_examples=400)
@given(data=st.data())
def test_no_query_breaks_the_server(tokens_of, data):
    any_query(tokens_of, data)


@pytest.mark.slow
@settings(SOME, max_examples=100)
@given(data=st.data())
def test_no_path_breaks_the_server(tokens_of, data):
    any_path(tokens_of, data)


@pytest.mark.nightly
@pytest.mark.timeout(7200)
@settings(MANY, max_examples=10_000)
@given(data=st.data())
def test_no_query_breaks_the_server_nightly(tokens_of, data):
    any_query(tokens_of, data)


@pytest.mark.nightly
@pytest.mark.timeout(7200)
@settings(MANY, max_examples=5_000)
@given(data=st.data())
def test_no_path_breaks_the_server_nightly(tokens_of, data):
    any_path(tokens_of, data)

"""Every operation says for which roles it is, and the server keeps to it: by session, by token, and for nobody."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client, RequestFactory
from django.urls import get_resolver
from openapi_spec_validator import validate

from gis_app.config.api import schema
from gis_app.people import tokens
from gis_app.people.roles import ROLES
from gis_app.people.scopes import offered
from layers.ogc import definition
from tests.layers import made
from tests.promises.test_guards import routes

DOCUMENTS = {"": schema(), "/ogc": definition.document(RequestFactory(SERVER_NAME="localhost").get("/ogc/api"))}
OF_THE_DOCUMENTS = {"ogc", "api/openapi.json", "api/docs"}
REFUSED = {401, 403}


def operations() -> Iterator[tuple[str, str, dict]]:
    """Address, method and what the documents say of it."""
    for base, document in DOCUMENTS.items():
        for path, ways in document["paths"].items():
            for method, told in ways.items():
                yield base + path, method.upper(), {"security": document.get("security"), **told}


OPERATIONS = {f"{method} {address}": (address, method, told) for address, method, told in operations()}


def filled(address: str) -> str:
    """The address with a number for each of its parts."""
    return re.sub(r"\{[zxy]\}", "0", re.sub(r"\{\w+(_id|Id)\}", "1", address))


def shape(address: str) -> str:
    """The address with its parts unnamed, as Django's routes and OpenAPI write them alike."""
    return re.sub(r"<[^>]+>|\{[^}]+\}", "*", address).strip("/")


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=["api", "ogc"])
def test_the_documents_are_valid_openapi(document):
    validate(without_numbers(document))


def without_numbers(value):
    """The document as JSON has it: every name a text."""
    if isinstance(value, dict):
        return {str(name): without_numbers(part) for name, part in value.items()}
    return [without_numbers(part) for part in value] if isinstance(value, list | tuple) else value


def test_no_operation_is_left_out():
    told = {shape(address) for address, _method, _told in operations()}
    patterns = [re.compile(re.escape(one).replace(r"\*", "[^/]+")) for one in map(shape, open_to_programs())]
    assert [one.pattern for one in patterns if not any(one.fullmatch(address) for address in told)] == []


def open_to_programs() -> list[str]:
    addresses = [address for address, _route in routes(get_resolver().url_patterns)]
    ours = [address for address in addresses if address.split("/")[0] in {"api", "ogc", "tiles"}]
    return [address for address in ours if address.rstrip("/") not in OF_THE_DOCUMENTS] + ["ogc/"]


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_answers_the_roles_that_it_states_and_no_other(name, everybody, city):
    address, method, told = OPERATIONS[name]
    assert told["x-role"]
    assert set(told["x-role"]) <= set(ROLES)
    by_token = {"bearer": []} in told["security"]
    for user in everybody.values():
        if not user.is_authenticated:
            assert asked(Client(), method, address) == 401
            continue
        open_here = bool(set(user.roles) & set(told["x-role"]))
        assert (asked(made.signed_in(user), method, address) in REFUSED) is not open_here, user.username
        assert (asked(with_token(user), method, address) in REFUSED) is not (open_here and by_token), user.username


def with_token(user) -> Client:
    """A program with a token for all that the person may give."""
    _row, text = tokens.make(by=user, name="test", scopes=offered(user), ends_on=datetime.now(UTC).date())
    return Client(SERVER_NAME="localhost", headers={"authorization": f"Bearer {text}"})


def asked(client: Client, method: str, address: str) -> int:
    return client.generic(method, filled(address), SERVER_NAME="localhost").status_code

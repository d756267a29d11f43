"""A portal's token: from a file of the home, to the address that it is for, and nowhere else."""

import pytest
from django.conf import settings
from pydantic import ValidationError

from etl.errors import PullFailed
from etl.pull.declared import Pull
from etl.pull.door import Budget, Door
from tests.etl.pull.conftest import rule
from tests.etl.pull.servers import serving
from tests.etl.pull.test_table import row, soda, table

NAME, TOKEN = "portal-of-a-test", "t0ken"


@pytest.fixture
def token():
    path = settings.HOME.secrets / f"pull-{NAME}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{TOKEN}\n")
    yield
    path.unlink()


def test_socrata_is_asked_with_the_home_s_token(far, pulled, token):
    far.answer = table(row(1, 1))
    pulled(soda(far, secret=NAME))
    assert {asked.headers["x-app-token"] for asked in far.asked} == {TOKEN}
    assert not any(TOKEN in str(asked.query) for asked in far.asked)


def test_a_file_s_address_takes_it_as_a_bearer(far, pulled, token):
    far.answer = lambda asked: (200, {}, b"id\n1\n")
    pulled(rule(far, secret=NAME))
    assert far.asked[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_without_a_secret_nothing_of_the_kind_is_sent(far, pulled):
    far.answer = table(row(1, 1))
    pulled(soda(far))
    assert not {"x-app-token", "authorization"} & far.asked[0].headers.keys()


def test_a_secret_that_is_not_there_is_one_sentence_and_no_call(far, pulled):
    with pytest.raises(PullFailed, match=r"There is no secret pull-nobodys in the home\. Nothing was called\."):
        pulled(soda(far, secret="nobodys"))
    assert far.asked == []


def test_a_redirect_to_another_host_takes_no_secret_along(far):
    with serving() as other:
        far.answer = lambda asked: (302, {"Location": f"{other.address}/y"}, b"")
        other.answer = lambda asked: (200, {}, b"x")
        hosts = [f"127.0.0.1:{far.port}", f"127.0.0.1:{other.port}"]
        door = Door(hosts, internal=True, budget=Budget(1, 1), private={"X-App-Token": TOKEN})
        with door, door.get(f"{far.address}/x") as answer:
            assert answer.whole() == b"x"
    assert far.asked[0].headers["x-app-token"] == TOKEN
    assert "x-app-token" not in other.asked[0].headers


@pytest.mark.parametrize(
    "said",
    [
        {"secret": "../field-key"},
        {"secret": "ok", "address": "http://a.example/x"},
        {"secret": "ok", "kind": "folder", "address": "inbox"},
    ],
)
def test_a_declaration_that_would_give_a_secret_away_is_refused(said):
    with pytest.raises(ValidationError):
        Pull(**{"kind": "http", "address": "https://a.example/x", "calendar": "0 6 * * *", **said})

"""`./safecity measure`: what it prints for programs, and what it says without a city."""

import json

import pytest
from django.core.management import call_command

from gis_app.config import product
from tests.etl.coverage.streets import Ground

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store_is_there(monkeypatch):
    monkeypatch.setattr(product, "start_store", lambda: None)
    monkeypatch.setattr(product, "migrate", lambda: None)


def test_shares_by_class_and_measure(city, capsys):
    ground = Ground(city)
    ground.crime(0, 0)
    ground.crime(300, 0)
    ground.sees(ground.camera(-20, 0), -10, -10, 10, 10)
    call_command("measure", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["crimes"] == 2
    assert told["shares"][""]["crimes"] == {"seen": 0.5, "twice": 0.0}
    assert told["shares"]["overview"]["crimes"]["seen"] == 0


def test_without_a_city_it_says_so_and_fails(db, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("measure")
    assert ended.value.code == 2
    assert "no city yet" in capsys.readouterr().err

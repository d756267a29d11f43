"""`./safecity module` and `modules:` of city.yml: kept in the home, recorded, and read at the next start."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from etl.run import load_city
from gis_app.config import product, supervise
from gis_app.config.management.commands import module
from gis_app.config.state import Home
from gis_app.errors import BadInput
from gis_app.people.models import AuditEvent
from gis_app.places.actions import set_modules
from tests.etl.files import city_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(settings, tmp_path: Path, monkeypatch) -> Home:
    """A home of the test's own; the store is the tests', the product does not run."""
    settings.HOME = Home(tmp_path)
    settings.MODULES = None
    monkeypatch.setattr(product, "start_store", lambda: None)
    monkeypatch.setattr(product, "migrate", lambda: None)
    monkeypatch.setattr(module, "started", lambda: False)
    return settings.HOME


def test_off_and_on_are_kept_and_recorded(home: Home, settings):
    call_command("module", "off", "cameras")
    assert home.modules() == ["crimes", "accidents", "calls", "sites"]
    event = AuditEvent.objects.get(action="modules.set")
    assert (event.old["used"][3], "cameras" in event.new["used"]) == ("cameras", False)
    settings.MODULES = home.modules()
    call_command("module", "on", "cameras")
    assert home.modules() is None


def test_the_list_says_what_is_on(home: Home, settings, capsys):
    settings.MODULES = ["crimes"]
    call_command("module", "--json")
    used = {name for name, on in json.loads(capsys.readouterr().out).items() if on}
    assert used == {"crimes"}


def test_a_module_that_is_none_is_refused(home: Home):
    with pytest.raises(CommandError, match="invalid choice: 'dragons'"):
        call_command("module", "off", "dragons")
    with pytest.raises(BadInput, match="dragons"):
        set_modules(by=None, used=["crimes", "dragons"])
    assert not AuditEvent.objects.exists()


def test_a_city_file_says_which_are_used_and_one_that_is_silent_changes_nothing(home: Home, tmp_path: Path):
    load_city(city_file(tmp_path, modules=["sites", "crimes"]))
    assert home.modules() == ["crimes", "sites"]
    load_city(city_file(tmp_path))
    assert home.modules() == ["crimes", "sites"]


def test_a_product_that_runs_is_told_by_another_environment(home: Home):
    home.secrets.mkdir()
    before = home.noted()
    home.note_modules(["crimes"])
    assert (before, home.noted()) == (":all", ":crimes")
    text = supervise.configuration(home, {"SAFECITY_NOTED": home.noted()})
    assert 'SAFECITY_NOTED=":crimes"' in text

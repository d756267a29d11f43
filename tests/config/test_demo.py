"""The demo never touches a real city, keeps the passwords it promised, and continues where it was cut short."""

import json

import pytest

from gis_app.config import demo
from gis_app.config.services import ServiceError
from gis_app.config.state import Home
from gis_app.people import actions
from gis_app.people.models import User
from gis_app.people.roles import ROLES
from gis_app.places.models import Duty


@pytest.fixture
def home(tmp_path):
    made = Home(tmp_path / "home")
    made.root.mkdir()
    return made


def test_an_empty_home_becomes_the_demos(home):
    demo.claim(home, "town")
    assert demo.marks(home) == {"size": "town"}
    demo.claim(home, "town")


def test_a_home_with_a_real_city_is_refused_and_stays_as_it_was(home, monkeypatch):
    (home.postgres / "15").mkdir(parents=True)
    monkeypatch.setattr(demo, "city_of_store", lambda: "Springfield")
    with pytest.raises(ServiceError, match="Springfield"):
        demo.claim(home, "town")
    assert not demo.folder(home).exists()


def test_a_home_with_a_store_and_no_city_may_become_the_demos(home, monkeypatch):
    (home.postgres / "15").mkdir(parents=True)
    monkeypatch.setattr(demo, "city_of_store", lambda: None)
    demo.claim(home, "town")
    assert demo.folder(home).is_dir()


def test_another_size_needs_a_reset(home):
    demo.claim(home, "town")
    with pytest.raises(ServiceError, match="--reset --size village"):
        demo.claim(home, "village")


def test_a_demo_keeps_its_size_and_a_new_one_is_a_city(home):
    assert demo.size_for(home, None) == "city"
    demo.claim(home, "town")
    assert demo.size_for(home, None) == "town"
    assert demo.size_for(home, "city") == "city"


def test_each_size_imports_its_own_files(home):
    demo.claim(home, "city")
    names = [path.name for path in demo.still_to_import(home)]
    assert names[:2] == ["districts.geojson", "city.osm.pbf"]
    assert sum(name.startswith("cameras") for name in names) == 6


def test_reset_refuses_a_home_that_is_no_demos(home):
    (home.postgres / "15").mkdir(parents=True)
    with pytest.raises(ServiceError, match="nothing to reset"):
        demo.reset(home)
    assert (home.postgres / "15").is_dir()


def test_imports_continue_after_the_last_finished_file(home):
    demo.claim(home, "town")
    first, *rest = demo.still_to_import(home)
    demo.mark_imported(home, first)
    assert demo.still_to_import(home) == rest


@pytest.mark.django_db
def test_every_role_has_a_person_whose_password_stands_in_the_file(home):
    logins = demo.people(home)
    assert set(logins) == set(ROLES)
    assert json.loads(home.demo_logins.read_text()) == logins
    assert home.demo_logins.stat().st_mode & 0o777 == 0o600
    for role, login in logins.items():
        person = User.objects.get(username=login["username"])
        assert person.check_password(login["password"])
        assert person.roles == [role]


@pytest.mark.django_db
def test_a_run_cut_short_between_file_and_accounts_keeps_the_promised_passwords(home, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(actions, "add_user", lambda **_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            demo.people(home)
    promised = json.loads(home.demo_logins.read_text())
    assert demo.people(home) == promised
    assert User.objects.get(username="olga").check_password(promised["operator"]["password"])


@pytest.mark.django_db
def test_a_changed_password_stays_changed(home):
    olga = User.objects.get(username=demo.people(home)["operator"]["username"])
    changed = actions.set_password(by=None, user=olga)
    demo.people(home)
    olga.refresh_from_db()
    assert olga.check_password(changed)


@pytest.mark.django_db
def test_the_operator_watches_one_district(home, city):
    olga = User.objects.create(username="olga")
    demo.put_on_duty(olga)
    assert Duty.objects.count() == 0

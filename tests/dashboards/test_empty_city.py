"""An empty city says so on every start, with what each person can do about it; a loaded one says what it lacks."""

import json

import pytest

from dashboards import empty_city
from gis_app.people.models import User
from tests.layers.made import camera, crime, street

pytestmark = pytest.mark.django_db

COMMAND = "./safecity new-city region.osm.pbf NAME"


def told(browser, page: str) -> str:
    """The words of a Dash page."""
    answer = browser.get(page + "_dash-layout")
    assert answer.status_code == 200
    return json.dumps(json.loads(answer.content), ensure_ascii=False)


def test_a_planner_is_shown_the_steps_with_their_commands(pavel, browser_of):
    text = told(browser_of(pavel), "/planner/")
    assert all(word in text for word in ("Your city is empty", COMMAND, "./safecity load city.yml", "--dry-run"))
    assert '"data-copy": "' + COMMAND in text


@pytest.mark.parametrize(
    ("name", "page"), [("oksana", "/official/"), ("oksana", "/official/map/"), ("olga", "/operator/")]
)
def test_who_can_t_load_a_city_is_told_whom_to_ask(everybody, browser_of, name, page):
    text = told(browser_of(everybody[name]), page)
    assert "Your city is empty" in text
    assert "Ask: Planning, Administrator" in text
    assert "safecity new-city" not in text


def test_an_administrator_meets_the_steps_at_the_start_and_can_go_on(artem, browser_of):
    page = browser_of(artem).get("/").content.decode()
    assert all(word in page for word in ("Your city is empty", COMMAND, 'href="/people/"'))


@pytest.mark.parametrize("name", ["anna", "nobody in particular"])
def test_others_meet_a_sentence_at_the_start(anna, browser_of, name):
    user = anna if name == "anna" else User.objects.create(username="nina", roles=[], password="!")
    page = browser_of(user).get("/").content.decode()
    assert "Your city is empty" in page
    assert "Ask: Planning, Administrator" in page
    assert "./safecity" not in page


def test_those_with_a_map_are_led_to_it(pavel, browser_of):
    answer = browser_of(pavel).get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/planner/")


@pytest.mark.parametrize(
    ("used", "title"), [(None, "Incidents and cameras"), (["crimes"], "Incidents"), (["cameras"], "Cameras")]
)
def test_the_third_step_names_only_what_the_city_uses(used, title, settings):
    settings.MODULES = used
    assert empty_city.steps()[2].title == title


def test_a_city_without_rows_says_what_is_missing_and_what_to_do(city, pavel, oksana, browser_of):
    text = told(browser_of(pavel), "/planner/")
    assert "streets and buildings, incidents, cameras" in text
    assert "./safecity import auto FILE --dry-run" in text
    text = told(browser_of(oksana), "/official/map/")
    assert "streets and buildings, incidents, cameras" in text
    assert "./safecity" not in text


def test_what_is_loaded_is_not_missing(city, pavel, browser_of):
    street()
    crime()
    text = told(browser_of(pavel), "/planner/")
    assert "Not loaded yet" in text
    assert "streets and buildings" not in text
    camera()
    assert "Not loaded yet" not in told(browser_of(pavel), "/planner/")


def test_a_switched_off_module_is_not_missing(city, pavel, browser_of, settings):
    settings.MODULES = ["crimes"]
    text = told(browser_of(pavel), "/planner/")
    assert "streets and buildings, incidents" in text
    assert "incidents, cameras" not in text

"""What a planner draws or picks for a proposal reaches the question, and what is none is refused in a sentence."""

import pytest
import shapely

from gis_app.errors import BadInput
from gis_app.findings.scenarios import actions, asking, wishes
from tests.gis_app.findings.counted import NORTH_1_M, run
from tests.layers import made

LON, LAT = made.MIDDLE
SIDE = 100 * NORTH_1_M
SQUARE = [[LON, LAT], [LON + SIDE, LAT], [LON + SIDE, LAT + SIDE], [LON, LAT + SIDE]]
ASIDE = [[lon + SIDE / 2, lat] for lon, lat in SQUARE]
BOW_TIE = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]
FORM = {"layers": "crimes", "number": 2, "on": ["poles", "model:bullet_4mp"]}


def test_zones_that_overlap_are_one_valid_shape():
    shape = shapely.from_geojson(str(wishes.of({"forbidden": [SQUARE, ASIDE]}).zone()).replace("'", '"'))
    assert shape.is_valid
    assert shape.contains(shapely.Point(LON + SIDE * 0.75, LAT + SIDE / 2))
    assert shape.contains(shapely.Point(LON + SIDE * 1.25, LAT + SIDE / 2))
    assert not shape.contains(shapely.Point(LON + SIDE * 1.75, LAT + SIDE / 2))


def test_nothing_wished_is_nothing_asked():
    found = wishes.of({"number": 3})
    assert (found.zone(), found.sites, found.kinds, found.areas) == (None, [], [], [])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"forbidden": [BOW_TIE]}, "crosses itself"),
        ({"forbidden": [[SQUARE[0], SQUARE[1], SQUARE[0]]]}, "crosses itself"),
        ({"forbidden": [SQUARE[:2]]}, "forbidden.0"),
        ({"forbidden": [[[LON, 91], *SQUARE]]}, "forbidden.0.0"),
        ({"forbidden": [SQUARE] * 41}, "forbidden"),
        ({"sites": ["1"]}, "sites.0"),
        ({"kinds": [""]}, "kinds.0"),
        ({"areas": "north"}, "areas"),
    ],
)
def test_a_wish_that_is_none_is_refused_in_a_sentence(wrong, sentence):
    with pytest.raises(BadInput) as refused:
        wishes.of(wrong)
    assert sentence in str(refused.value)


@pytest.mark.django_db
def test_wishes_are_part_of_the_question_and_stay_with_the_scenario(city, pavel):
    run((LON, LAT))
    school, draft = made.site(), actions.create(by=pavel, values={"name": "A"})
    wished = {"forbidden": [SQUARE], "sites": [school.pk], "kinds": ["robbery"], "areas": ["north", "beat:7"]}
    made.area()
    made.area(kind="beat", code="7", name="Beat 7")
    found = asking.ask(by=pavel, scenario=draft.pk, setup={**FORM, **wished}).parameters
    assert (found["demand"]["kinds"], found["demand"]["areas"]) == (["robbery"], ["north", "beat:7"])
    assert found["required_sites"] == [school.pk]
    assert shapely.from_geojson(str(found["forbidden"]).replace("'", '"')).equals(shapely.Polygon(SQUARE))
    draft.refresh_from_db()
    assert {name: draft.setup[name] for name in wished} == wished


@pytest.mark.django_db
def test_a_site_that_is_gone_is_said(city, pavel):
    run((LON, LAT))
    draft = actions.create(by=pavel, values={"name": "A"})
    with pytest.raises(BadInput, match="no longer on the map"):
        asking.ask(by=pavel, scenario=draft.pk, setup={**FORM, "sites": [7]})


@pytest.mark.django_db
def test_a_zone_that_crosses_itself_is_not_kept(city, pavel):
    draft = actions.create(by=pavel, values={"name": "A"})
    with pytest.raises(BadInput, match="crosses itself"):
        actions.change(by=pavel, scenario=draft.pk, values={"setup": {"forbidden": [BOW_TIE]}})
    draft.refresh_from_db()
    assert draft.setup == {}

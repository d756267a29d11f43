"""What the seeing of an incident is worth, by the shipped rules and by a city's own."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from gis_app.errors import BadInput
from gis_app.findings.demand import rules
from gis_app.incidents.kinds import kinds


def own(settings, tmp_path: Path, text: str) -> None:
    (tmp_path / "demand.yml").write_text(text, encoding="utf-8")
    settings.HOME = SimpleNamespace(root=tmp_path)


def test_the_graver_weighs_more_and_unknown_severity_weighs_as_its_kind():
    found = rules()
    assert found.of("homicide", 1) > found.of("robbery", 2) > found.of("theft", 3) > found.of("vandalism", 4)
    assert found.of("robbery") == found.of("robbery", 2)
    assert found.of("collision", 1) > found.of("collision", 4)
    assert found.of("a kind of tomorrow") == found.severity[4]


def test_what_no_camera_sees_from_the_street_weighs_nothing():
    assert rules().of("fraud", 1) == 0
    assert rules().of("assault", 2, domestic=True) == 0


def test_every_kind_that_is_named_is_in_the_taxonomy():
    assert set(rules().kinds) <= set(kinds())


def test_a_city_may_have_its_own_rules(settings, tmp_path):
    shipped = (settings.BASE_DIR / "data" / "demand.yml").read_text(encoding="utf-8")
    own(settings, tmp_path, shipped.replace("fraud: 0", "fraud: 7"))
    assert rules().of_kind("fraud") == 7


@pytest.mark.parametrize("text", ["severity: {1: 10}", "colour: red", "[1, 2", ""])
def test_broken_rules_are_refused_by_name(settings, tmp_path, text):
    own(settings, tmp_path, text)
    with pytest.raises(BadInput, match=r"demand\.yml"):
        rules()

"""How complete a passport is, how old, and which of the city's declared rules it breaks."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from gis_app.devices.rules import declared
from gis_app.devices.rules.declared import Rule, rules
from gis_app.errors import BadInput
from tests.gis_app.devices.passport import TODAY, passport


def test_a_full_passport_is_complete_and_what_was_assumed_is_not_stated():
    assert passport().completeness == 1
    assert passport(assumed=frozenset({"hfov"})).missing == ["hfov"]
    assert passport(kind="unknown", owner="", azimuth=None).missing == ["kind", "azimuth", "owner"]
    assert passport(owner="").completeness == pytest.approx(14 / 15)


@pytest.mark.parametrize("more", [{"kind": "dome"}, {"hfov": 360}])
def test_what_looks_all_around_needs_no_direction(more):
    assert passport(azimuth=None, **more).missing == []


def test_it_ages_by_the_newest_of_list_and_pole():
    old = TODAY - timedelta(days=400)
    assert passport(last_check=old, seen_on=None).days_since_check == 400
    assert passport(last_check=old, seen_on=TODAY - timedelta(days=2)).days_since_check == 2
    assert passport(last_check=None, seen_on=None).days_since_check is None


def broken(**more) -> set[str]:
    return {rule.code for rule in rules().broken(passport(**more))}


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, set()),
        ({"purpose": "", "legal_ground": ""}, {"purpose", "legal_ground"}),
        ({"owner": ""}, {"owner"}),
        ({"archive_days": 20}, {"archive", "promise"}),
        ({"archive_days": 20, "connection": "registered"}, {"promise"}),
        ({"archive_days": 91}, {"not_longer"}),
        ({"archive_days": None}, set()),
        ({"contact": "", "connection": "registered"}, {"contact"}),
        ({"last_check": None, "seen_on": TODAY - timedelta(days=366)}, {"checked"}),
        ({"last_check": None, "seen_on": None}, set()),
        ({"occluded_on": TODAY}, {"view"}),
    ],
)
def test_each_rule_of_ours_is_broken_by_what_breaks_it_and_by_nothing_unknown(more, codes):
    assert broken(**more) == codes


def test_what_nobody_stated_is_unknown_not_kept():
    [archive] = [rule for rule in rules().rules if rule.code == "archive"]
    assert archive.judged(passport(archive_days=None)) == "unknown"
    assert archive.judged(passport(connection="registered")) is None
    assert archive.judged(passport()) == "kept"


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"stated": "nothing_like_this"},
        {"stated": "owner", "at_least": {"archive_days": 3}},
        {"at_most": {"azimut": 3}},
        {"stated": "owner", "when": {"colour": "red"}},
        {"stated": "owner", "whim": 1},
    ],
)
def test_a_malformed_rule_is_refused(more):
    with pytest.raises(ValidationError):
        Rule.model_validate({"code": "a", "title": {"en": "A"}, **more})


@pytest.fixture
def home(settings, tmp_path):
    class Home:
        root = tmp_path

    settings.HOME = Home
    return tmp_path


def test_a_city_has_rules_of_its_own(home):
    text = (
        "archive_days: 7\ncheck_every_days: 90\nrules:\n- {code: n, title: {en: N, ru: Н}, at_least: {height_m: 3}}\n"
    )
    (home / declared.NAME).write_text(text)
    assert [rule.called for rule in rules().broken(passport(height_m=2.5))] == ["N"]
    assert rules().archive_days == 7


@pytest.mark.parametrize("text", ["rules: 7", "[", "archive_days: 0\ncheck_every_days: 1\nrules: []", "\0"])
def test_rules_that_cannot_be_read_are_refused_with_a_sentence(home, text):
    (home / declared.NAME).write_text(text)
    with pytest.raises(BadInput, match=r"camera_rules\.yml in the home, cannot be read"):
        rules()

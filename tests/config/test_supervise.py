"""What supervisord is told about the programs."""

from configparser import RawConfigParser

import pytest

from gis_app.config import programs, supervise
from gis_app.config.env import BadSetting
from gis_app.config.state import Home


@pytest.fixture
def home(tmp_path):
    made = Home(tmp_path / "home")
    made.secrets.mkdir(parents=True)
    return made


def parsed(text):
    reader = RawConfigParser()
    reader.read_string(text)
    return reader


def test_every_program_is_restarted_when_it_dies_and_started_only_in_our_order(home):
    told = parsed(supervise.configuration(home, {}))
    for program in programs.all_programs(home):
        section = told[f"program:{program.name}"]
        assert (section["autorestart"], section["autostart"]) == ("true", "false")


def test_settings_reach_our_own_code_and_not_the_store(home):
    told = parsed(supervise.configuration(home, {"SAFECITY_PORT": "8100"}))
    assert told["program:web"]["environment"] == 'SAFECITY_PORT="8100"'
    assert told["program:postgres"]["environment"] == ""


def test_a_percent_sign_is_kept(home):
    assert 'KEY="50%%"' in supervise.configuration(home, {"KEY": "50%"})


@pytest.mark.parametrize("value", ['a"b', "a\\b", "a\nb", "a ;b", "a #b"])
def test_a_value_that_supervisord_would_misread_is_refused_with_a_sentence(home, value):
    with pytest.raises(BadSetting, match=r"^safecity: .*\.$"):
        supervise.configuration(home, {"KEY": value})


def test_no_program_listens_beyond_this_machine(home):
    commands = {program.name: program.command for program in programs.all_programs(home)}
    assert "listen_addresses=" in commands["postgres"]
    assert commands["redis"][commands["redis"].index("--port") + 1] == "0"

"""`./safecity` says what it needs and stops, where it may not install it."""

import os
import subprocess

import pytest

from gis_app.config import env


def launch(*words, path="/usr/sbin:/usr/bin:/bin", home="/nonexistent"):
    script = str(env.ROOT / "safecity")
    surroundings = {"PATH": path, "HOME": "/nonexistent", "SAFECITY_HOME": str(home)}
    return subprocess.run([script, *words], env=surroundings, capture_output=True, text=True)


def test_without_a_command_it_tells_what_there_is():
    told = launch()
    assert (told.returncode, told.stdout) == (2, "")
    assert "./safecity demo" in told.stderr


def test_help_is_no_failure():
    assert launch("help").returncode == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may install; the line is printed to those who may not")
def test_who_may_not_install_gets_the_exact_line(tmp_path):
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("dpkg-query", "sudo"):
        (tools / name).write_text("#!/bin/sh\nexit 1\n")
        (tools / name).chmod(0o755)
    told = launch("up", path=f"{tools}:/usr/bin:/bin")
    assert (told.returncode, told.stdout) == (2, "")
    assert "apt-get install -y --no-install-recommends postgresql-15-postgis-3" in told.stderr


def test_nothing_but_the_answer_stands_on_standard_output(tmp_path):
    told = launch("manage", "status", "--json", home=tmp_path / "home")
    assert told.stdout.startswith("{")

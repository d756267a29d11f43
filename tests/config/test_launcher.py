"""`./safecity` says what it needs and stops, where it may not install it."""

import re
import shutil
import subprocess

from gis_app.config import env


def launch(*words, path="/usr/sbin:/usr/bin:/bin", home="/nonexistent"):
    script = str(env.ROOT / "safecity")
    surroundings = {"PATH": path, "HOME": "/nonexistent", "SAFECITY_HOME": str(home)}
    return subprocess.run([script, *words], env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def bare_machine(folder, **tools):
    """A PATH whose first folder holds stand-ins: name to what the shell does when it is called."""
    folder.mkdir()
    for name, body in tools.items():
        program = folder / name.replace("_", "-")
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)
    return f"{folder}:/usr/sbin:/usr/bin:/bin"


def test_without_a_command_it_tells_what_there_is():
    told = launch()
    assert (told.returncode, told.stdout) == (2, "")
    assert "./safecity demo" in told.stderr


def test_help_is_no_failure():
    assert launch("help").returncode == 0


def test_who_may_not_install_gets_the_exact_line(tmp_path):
    path = bare_machine(tmp_path / "bin", id="echo 1000", dpkg_query="exit 1", sudo="exit 1")
    told = launch("up", path=path)
    assert (told.returncode, told.stdout) == (2, "")
    assert "apt-get install -y --no-install-recommends postgresql-15-postgis-3" in told.stderr
    assert "chromium" not in told.stderr


def test_the_line_for_the_tests_names_their_browser_too(tmp_path):
    path = bare_machine(tmp_path / "bin", id="echo 1000", dpkg_query="exit 1", sudo="exit 1")
    assert launch("test", path=path).stderr.rstrip().endswith("chromium slapd openssh-sftp-server")


def test_only_what_is_missing_stands_in_the_line(tmp_path):
    known = 'shift 3; for name; do [ $name = gdal-bin ] || echo "$name=installed"; done'
    path = bare_machine(tmp_path / "bin", id="echo 1000", dpkg_query=known, sudo="exit 1")
    assert launch("up", path=path).stderr.rstrip().endswith("apt-get install -y --no-install-recommends gdal-bin")


def test_no_function_of_the_launcher_hides_a_program():
    functions = re.findall(r"^(\w+)\(\)", (env.ROOT / "safecity").read_text(), re.MULTILINE)
    assert functions
    assert [name for name in functions if shutil.which(name)] == []


def test_nothing_but_the_answer_stands_on_standard_output(tmp_path):
    told = launch("manage", "status", "--json", home=tmp_path / "home")
    assert told.stdout.startswith("{")

"""The unit that starts the city at boot: one that systemd takes, closed, and refused where it could not work."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from gis_app.config import env, service_user, state
from gis_app.config.keeping import unit
from gis_app.config.keeping.errors import KeepingError
from gis_app.config.state import Home
from tests.config.keeping.made import command, done

ANALYZE = shutil.which("systemd-analyze")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="the machine's own unit is root's")


@pytest.fixture
def home():
    return Home(Path("/opt/safecity/home"))


@pytest.fixture
def reachable(monkeypatch):
    """A checkout in a folder that others may enter, wherever the tests run."""
    monkeypatch.setattr(service_user, "may_reach", lambda *_: True)
    monkeypatch.setattr(service_user, "may_enter", lambda *_: True)


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
def test_systemd_takes_the_unit_and_finds_little_exposed(home, reachable, tmp_path):
    file = tmp_path / "safecity.service"
    file.write_text(unit.text(home))
    told = subprocess.run([ANALYZE, "verify", file], capture_output=True, text=True)
    assert (told.returncode, [line for line in told.stderr.splitlines() if file.name in line]) == (0, [])
    if os.geteuid() == 0:
        judged = subprocess.run([ANALYZE, "security", "--offline=true", file], capture_output=True, text=True).stdout
        [level] = re.findall(r"exposure level for .*: ([\d.]+)", judged)
        assert float(level) < 3


@as_root
def test_a_checkout_that_the_service_user_cannot_enter_is_refused(home, monkeypatch):
    monkeypatch.setattr(service_user, "may_reach", lambda *_: False)
    with pytest.raises(KeepingError, match="/opt/safecity"):
        unit.text(home)


def test_a_name_that_systemd_would_misread_is_refused(reachable):
    with pytest.raises(KeepingError, match="misread"):
        unit.text(Home(Path("/opt/safe city/50%")))


def test_no_secret_stands_in_the_unit(home, reachable, monkeypatch):
    monkeypatch.setenv("SAFECITY_LDAP_BIND_PASSWORD", "swordfish")
    assert "swordfish" not in unit.text(home)


@pytest.mark.skipif(Path("/run/systemd/system").exists(), reason="this machine is run by systemd")
def test_without_systemd_nothing_is_written(home, reachable):
    with pytest.raises(KeepingError, match="not run by systemd"):
        unit.install(home)
    assert not home.root.exists()


@as_root
@pytest.mark.slow
def test_the_user_of_the_unit_starts_and_stops_without_any_right_of_root_what_root_had_begun(tmp_path):
    """What the unit does, done without systemd: the same user, no new rights, no capability."""
    known = service_user.account()
    assert known is not None
    if not all(service_user.may_reach(path, *known) for path in service_user.product_files()):
        pytest.skip("the service user may not enter this checkout")
    home = Home(Path(f"/var/tmp/safecity-unit-{os.getpid()}"))
    drop = ("setpriv", f"--reuid={state.SERVICE_USER}", f"--regid={state.SERVICE_USER}", "--init-groups")
    bare = (*drop, "--no-new-privs", "--bounding-set=-all", "--", "env", f"SAFECITY_HOME={home.root}")
    [python, manage] = re.search(r"ExecStart=(\S+) (\S+) up", unit.text(Home(env.ROOT))).groups()
    try:
        done(home, "up", "--store")
        done(home, "down")
        for words in (("up", "--store"), ("down",)):
            told = subprocess.run([*bare, python, manage, *words], capture_output=True, text=True, cwd="/")
            assert told.returncode == 0, told.stderr
    finally:
        command(home, "down")
        shutil.rmtree(home.root)

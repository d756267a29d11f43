"""Settings refuse what is weak or malformed, in one sentence that names the setting."""

import os
import subprocess
import sys

import pytest

from gis_app.config import env


def refused(tmp_path, **given):
    """What the program says on standard error when it starts with these settings, and how it ended."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("SAFECITY_")}
    done = subprocess.run(
        [sys.executable, "-c", "import gis_app.config.settings"],
        env={**known, "SAFECITY_HOME": str(tmp_path), **given},
        cwd=env.ROOT,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr


def test_a_home_without_settings_makes_its_own_secrets(tmp_path):
    assert refused(tmp_path) == (0, "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAFECITY_SECRET_KEY", "secret"),
        ("SAFECITY_SECRET_KEY", "a" * 64),
        ("SAFECITY_SECRET_KEY", "django-insecure-" + "q8w7e6r5t4y3u2i1o0pasdfghjklzxcvbnm" * 2),
        ("SAFECITY_FIELD_KEY", "secret"),
        ("SAFECITY_PORT", "http"),
        ("SAFECITY_BIND", "0.0.0.0"),
        ("SAFECITY_BEHIND_PROXY", "yes"),
        ("SAFECITY_TLS_CERT", "/etc/cert.pem"),
    ],
)
def test_a_bad_setting_stops_the_start_with_a_sentence(tmp_path, name, value):
    code, said = refused(tmp_path, **{name: value})
    assert code == 1
    assert said.startswith("safecity: ")
    assert name in said
    assert "Traceback" not in said


def test_a_home_that_is_no_folder_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    code, said = refused(tmp_path, SAFECITY_HOME=str(tmp_path / "file"))
    assert (code, said.count("\n")) == (1, 1)
    assert said.startswith(f"safecity: SAFECITY_HOME={tmp_path / 'file'} can't be used")


def test_a_store_of_others_that_lets_nobody_in_is_told_in_a_sentence(tmp_path):
    known = {name: value for name, value in os.environ.items() if not name.startswith("SAFECITY_")}
    elsewhere = {"SAFECITY_HOME": str(tmp_path), "SAFECITY_DB_HOST": "127.0.0.1", "SAFECITY_DB_PORT": "1"}
    words = [sys.executable, str(env.ROOT / "manage.py"), "user", "list"]
    done = subprocess.run(words, env={**known, **elsewhere}, capture_output=True, text=True)
    assert done.returncode == 1
    assert "SAFECITY_DB_HOST" in done.stderr
    assert "Traceback" not in done.stderr

"""What a country calls its services is a setting: the same in every language, another in another country."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as product
from django.utils.translation import override

from gis_app import countries
from gis_app.config import env

SAID = "from django.utils.translation import gettext as _, override\nimport django; django.setup()\nwith override('ru'): print(_('Crimes'), '|', _('Cameras'))"  # noqa: E501


@pytest.mark.parametrize(
    ("country", "code", "dispatch"),
    [("RU", "ru", "ЕДДС"), ("KZ", "ru", "ЕДДС «112»"), ("KZ", "kk", "БКДҚ «112»"), ("UA", "uk", "служба 112")],
)
def test_a_service_is_called_as_its_country_calls_it(settings, country, code, dispatch):
    settings.COUNTRY = country
    with override(code):
        assert countries.service("dispatch") == dispatch


def test_every_country_names_the_same_services():
    known = {code: set(names) for code, names in countries.countries().items()}
    assert known["RU"] == known["UA"] == known["KZ"]


@pytest.mark.django_db
def test_the_sign_in_page_says_whom_to_call_where_the_country_is_known(client, settings):
    assert "<strong>112</strong>" not in client.get("/login/").content.decode()
    settings.COUNTRY = "KZ"
    client.cookies["django_language"] = "kk"
    page = client.get("/login/").content.decode()
    assert "Жедел жәрдем <strong>103</strong>" in page


@pytest.mark.parametrize(
    ("country", "said"), [("", "Преступления | Видеокамеры"), ("KZ", "Уголовные правонарушения | Видеокамеры")]
)
def test_kazakhstans_russian_overrides_what_differs_and_falls_back_for_the_rest(country, said):
    surroundings = {**os.environ, "SAFECITY_COUNTRY": country, "DJANGO_SETTINGS_MODULE": "gis_app.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", SAID], cwd=product.BASE_DIR, env=surroundings, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == said


@pytest.mark.parametrize("given", ["kz", "KAZ", "../", "K"])
def test_a_country_that_is_none_is_refused(monkeypatch, given):
    monkeypatch.setenv("SAFECITY_COUNTRY", given)
    with pytest.raises(env.BadSetting, match="SAFECITY_COUNTRY=KZ"):
        env.country("SAFECITY_COUNTRY")

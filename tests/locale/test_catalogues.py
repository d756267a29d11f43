"""Every language says all there is, with its own plurals and the same placeholders."""

import ast
import re

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext, npgettext, override

from gis_app.config import catalogues
from gis_app.incidents.kinds import kinds
from gis_app.people.models import User
from gis_app.sources.models import Source


def test_nothing_that_is_said_lacks_a_translation():
    found = catalogues.problems()
    assert not found, "\n".join([f"{len(found)} problems; ./safecity manage catalogues adds what is missing", *found])


def test_the_code_and_the_templates_are_read():
    wanted = {catalogues.identity(message)[1] for message in catalogues.said() if message.id}
    assert {"Every sign-in is recorded in the audit.", "Incidents by week", "Sign in"} <= wanted


def catalogue(code: str, **entry) -> Catalog:
    made = Catalog(locale=code, charset="utf-8", header_comment="")
    made.add(entry.pop("id"), **entry)
    return made


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"id": "Place", "string": ""}, "untranslated"),
        ({"id": "Place", "string": "Место", "flags": ["fuzzy"]}, "fuzzy"),
        ({"id": "%(n)s left", "string": "осталось"}, "other placeholders"),
        ({"id": "{n} left", "string": "осталось {m}"}, "other placeholders"),
        ({"id": ("%(n)s row", "%(n)s rows"), "string": ("%(n)s запись", "%(n)s записи")}, "2 plural forms, not 3"),
        ({"id": ("%(n)s row", "%(n)s rows"), "string": ("%(n)s запись", "записи", "%(n)s записей")}, "placeholders"),
    ],
)
def test_the_check_finds_what_is_wrong(entry, says):
    made = catalogue("ru", **entry)
    assert any(says in sentence for sentence in catalogues._of_language("ru", made, made))


def test_the_check_finds_what_is_missing():
    wanted, empty = catalogue("ru", id="Place"), Catalog(locale="ru")
    assert any("missing: 'Place'" in sentence for sentence in catalogues._of_language("ru", empty, wanted))


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("en", {1: "1 row", 2: "2 rows", 5: "5 rows", 11: "11 rows", 21: "21 rows", 104: "104 rows"}),
        ("ru", {1: "1 запись", 2: "2 записи", 5: "5 записей", 11: "11 записей", 21: "21 запись", 104: "104 записи"}),
        ("uk", {1: "1 запис", 2: "2 записи", 5: "5 записів", 11: "11 записів", 21: "21 запис", 104: "104 записи"}),
        ("kk", {1: "1 жазба", 2: "2 жазба", 5: "5 жазба", 11: "11 жазба", 21: "21 жазба", 104: "104 жазба"}),
    ],
)
def test_plurals_follow_the_number(code, forms):
    with override(code):
        said = {n: npgettext("source rows", "%(n)s row", "%(n)s rows", n) % {"n": n} for n in forms}
    assert said == forms


@pytest.mark.parametrize("code", ["ru", "uk", "kk"])
def test_django_finds_the_same_catalogue(code):
    with override(code):
        assert gettext("Incidents by week") != "Incidents by week"
        assert ngettext("%(n)s never said", "%(n)s never said", 3) == "%(n)s never said"


def test_every_kind_has_a_name_in_every_language():
    codes = {code for code, _name in settings.LANGUAGES}
    assert {kind.code: codes - kind.names.keys() for kind in kinds().values() if codes - kind.names.keys()} == {}


@pytest.mark.parametrize(
    ("code", "name"),
    [("en", "OpenStreetMap extract"), ("ru", "Выгрузка OpenStreetMap"), ("kk", "OpenStreetMap үзіндісі")],
)
def test_a_declared_source_is_called_in_the_readers_language(code, name):
    with override(code):
        assert Source(name="OpenStreetMap extract").title == name
        assert Source(name="A file of our own").title == "A file of our own"


@pytest.mark.parametrize("code", ["ru", "uk", "kk"])
def test_a_weak_password_is_refused_in_the_readers_language(code):
    with override(code), pytest.raises(ValidationError) as refused:
        validate_password("pavel", User(username="pavel"))
    assert len(refused.value.messages) == 3
    assert not any(re.search("[a-z]{3}", message) for message in refused.value.messages), refused.value.messages


def texts_in_formatted_strings(code: str) -> list[str]:
    """What a piece of code says through gettext inside an f-string, where Babel's extraction does not look."""
    inner = (
        node for outer in ast.walk(ast.parse(code)) if isinstance(outer, ast.JoinedStr) for node in ast.walk(outer)
    )
    calls = [node for node in inner if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "gettext"}]
    return [call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)]


def test_no_text_hides_from_the_catalogues_in_a_formatted_string():
    wanted = {catalogues.identity(message)[1] for message in catalogues.said() if message.id}
    files = [path for folder in catalogues.FOLDERS for path in (settings.BASE_DIR / folder).rglob("*.py")]
    hidden = {(path.name, text) for path in files for text in texts_in_formatted_strings(path.read_text("utf-8"))}
    assert texts_in_formatted_strings("""f"{_('Printed')} now" """) == ["Printed"]
    assert {(name, text) for name, text in hidden if text not in wanted} == set()

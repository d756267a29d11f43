"""Half a configuration of another house is refused with the line to add, and so are passwords in the clear."""

import pytest

from gis_app.config import env, houses
from gis_app.people.roles import ROLES

OIDC = {
    "SAFECITY_OIDC_ISSUER": "https://id.town.example/realms/city",
    "SAFECITY_OIDC_CLIENT": "safecity",
    "SAFECITY_OIDC_SECRET": "secret",
    "SAFECITY_OIDC_ROLES": "watch=operator; chiefs=official;chiefs=planner",
}
LDAP = {
    "SAFECITY_LDAP_URL": "ldaps://ldap.town.example",
    "SAFECITY_LDAP_BIND_DN": "cn=reader,dc=town",
    "SAFECITY_LDAP_BIND_PASSWORD": "secret",
    "SAFECITY_LDAP_BASE": "dc=town",
    "SAFECITY_LDAP_ROLES": "cn=watch,ou=groups,dc=town=operator",
}


def given(monkeypatch, values: dict[str, str]) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_without_any_of_it_there_is_no_other_house():
    assert houses.open_id() is houses.directory() is None


def test_groups_are_mapped_to_roles_even_where_their_names_hold_commas_and_equals(monkeypatch):
    given(monkeypatch, OIDC | LDAP)
    assert houses.open_id().roles == {"watch": ["operator"], "chiefs": ["official", "planner"]}
    assert houses.directory().roles == {"cn=watch,ou=groups,dc=town": ["operator"]}


@pytest.mark.parametrize(("whole", "read"), [(OIDC, houses.open_id), (LDAP, houses.directory)])
def test_half_of_it_is_refused_by_the_name_that_is_missing(monkeypatch, whole, read):
    for missing in whole:
        given(monkeypatch, whole)
        monkeypatch.delenv(missing)
        with pytest.raises(env.BadSetting) as refused:
            read()
        assert f"{missing}=…" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAFECITY_OIDC_ISSUER", "http://id.town.example"),
        ("SAFECITY_OIDC_ROLES", "watch=mayor"),
        ("SAFECITY_OIDC_ROLES", "=operator"),
        ("SAFECITY_OIDC_CA", "/nowhere.pem"),
        ("SAFECITY_LDAP_URL", "ldap://ldap.town.example"),
        ("SAFECITY_LDAP_FILTER", "(uid=everybody)"),
        ("SAFECITY_LDAP_FILTER", "(uid={name}{0})"),
        ("SAFECITY_LDAP_STARTTLS", "yes"),
        ("SAFECITY_SECOND_FACTOR_ROLES", "auditor,mayor"),
    ],
)
def test_what_is_malformed_or_in_the_clear_is_refused(monkeypatch, name, value):
    given(monkeypatch, OIDC | LDAP | {name: value})
    with pytest.raises(env.BadSetting, match=name):
        [houses.open_id(), houses.directory(), houses.known_roles("SAFECITY_SECOND_FACTOR_ROLES")]


def test_a_directory_in_the_clear_may_turn_to_encryption(monkeypatch):
    given(monkeypatch, LDAP | {"SAFECITY_LDAP_URL": "ldap://ldap.town.example", "SAFECITY_LDAP_STARTTLS": "1"})
    assert houses.directory().start_tls


def test_the_roles_of_settings_are_the_roles():
    assert tuple(ROLES) == houses.ROLES

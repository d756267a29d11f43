"""The other houses that vouch for people, as the environment names them: OpenID Connect and an LDAP directory."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from gis_app.config import env

# Settings are read before models and texts can be: a test holds this list to `gis_app.people.roles`.
ROLES = ("operator", "planner", "official", "administrator", "auditor", "investigator", "holder")
SYSTEM_AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class OpenId:
    """A provider by its issuer's address; `roles` gives our roles for the values of the claim `groups`."""

    issuer: str
    client: str
    secret: str
    groups: str
    roles: dict[str, list[str]]
    title: str
    scopes: str
    authority: str


@dataclass(frozen=True)
class Directory:
    """An LDAP directory; `find` is the filter with `{name}`, `roles` gives our roles for names of groups."""

    url: str
    bind_dn: str
    bind_password: str
    base: str
    find: str
    groups: str
    full_name: str
    subject: str
    roles: dict[str, list[str]]
    authority: str
    start_tls: bool


def open_id() -> OpenId | None:
    """None where nothing of it is set; refuses half of it."""
    names = ("ISSUER", "CLIENT", "SECRET", "ROLES")
    given = _all_or_none("SAFECITY_OIDC_", names)
    if given is None:
        return None
    _encrypted("SAFECITY_OIDC_ISSUER", given["ISSUER"], "https")
    return OpenId(
        issuer=given["ISSUER"],
        client=given["CLIENT"],
        secret=given["SECRET"],
        groups=env.text("SAFECITY_OIDC_GROUPS", "groups"),
        roles=roles("SAFECITY_OIDC_ROLES"),
        title=env.text("SAFECITY_OIDC_TITLE", "OpenID Connect"),
        scopes=env.text("SAFECITY_OIDC_SCOPES", "openid profile"),
        authority=_file("SAFECITY_OIDC_CA", SYSTEM_AUTHORITIES),
    )


def directory() -> Directory | None:
    """None where nothing of it is set; refuses half of it, and passwords sent in the clear."""
    given = _all_or_none("SAFECITY_LDAP_", ("URL", "BIND_DN", "BIND_PASSWORD", "BASE", "ROLES"))
    if given is None:
        return None
    start_tls = env.flag("SAFECITY_LDAP_STARTTLS")
    if not start_tls:
        _encrypted("SAFECITY_LDAP_URL", given["URL"], "ldaps", " or set SAFECITY_LDAP_STARTTLS=1")
    find = env.text("SAFECITY_LDAP_FILTER", "(uid={name})")
    if find.count("{name}") < 1 or find.replace("{name}", "").count("{"):
        raise env.BadSetting(
            "SAFECITY_LDAP_FILTER needs {name} and no other brace. Set SAFECITY_LDAP_FILTER=(uid={name})."
        )
    authority = env.text("SAFECITY_LDAP_CA")
    if authority and not Path(authority).is_file():
        raise env.BadSetting(
            f"SAFECITY_LDAP_CA names no file: {authority}. Set the path of a PEM file or leave it out."
        )
    return Directory(
        url=given["URL"],
        bind_dn=given["BIND_DN"],
        bind_password=given["BIND_PASSWORD"],
        base=given["BASE"],
        find=find,
        groups=env.text("SAFECITY_LDAP_GROUPS", "memberOf"),
        full_name=env.text("SAFECITY_LDAP_NAME", "cn"),
        subject=env.text("SAFECITY_LDAP_SUBJECT", "entryUUID"),
        roles=roles("SAFECITY_LDAP_ROLES"),
        authority=_file("SAFECITY_LDAP_CA", SYSTEM_AUTHORITIES),
        start_tls=start_tls,
    )


def roles(name: str) -> dict[str, list[str]]:
    """`group=role` pairs, parted by semicolons because names of groups hold commas; the last `=` parts a pair."""
    found: dict[str, list[str]] = {}
    for pair in filter(None, (part.strip() for part in env.text(name).split(";"))):
        group, _equals, role = pair.rpartition("=")
        if not group.strip():
            raise env.BadSetting(
                f"{name} holds {pair!r}. Set {name}=GROUP=ROLE;GROUP=ROLE, for example watch=operator."
            )
        found.setdefault(group.strip(), []).append(_role(name, role.strip()))
    return found


def known_roles(name: str) -> frozenset[str]:
    """Codes of roles with commas between; refuses one that is none."""
    return frozenset(_role(name, code) for code in env.names(name))


def _role(name: str, code: str) -> str:
    if code not in ROLES:
        raise env.BadSetting(f"{name} holds {code!r}, which is no role. Set {name} with some of {', '.join(ROLES)}.")
    return code


def _all_or_none(prefix: str, names: tuple[str, ...]) -> dict[str, str] | None:
    given = {name: env.text(prefix + name) for name in names}
    missing = [prefix + name for name in names if not given[name]]
    if len(missing) == len(names):
        return None
    if missing:
        lines = " ".join(f"{name}=…" for name in missing)
        raise env.BadSetting(f"{prefix}* is half set. Add {lines}, or leave all of it out.")
    return given


def _file(name: str, default: str) -> str:
    path = env.text(name, default)
    if not Path(path).is_file():
        raise env.BadSetting(f"{name} names no file: {path}. Set {name} to a PEM file or leave it out.")
    return path


def _encrypted(name: str, address: str, scheme: str, otherwise: str = "") -> None:
    parts = urlsplit(address)
    if parts.hostname and (parts.scheme == scheme or parts.hostname in LOOPBACK):
        return
    raise env.BadSetting(f"{name}={address} would send passwords in the clear. Set {name}={scheme}://…{otherwise}.")

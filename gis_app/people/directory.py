"""Signing in by the city's LDAP directory: found by name, proved by a bind, given roles by groups."""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ldap3
from django.utils.translation import gettext as _
from ldap3.core.exceptions import LDAPException, LDAPInvalidCredentialsResult
from ldap3.utils.conv import escape_filter_chars

from gis_app.errors import Conflict, NotReady, Refused
from gis_app.people.attempts import Attempt
from gis_app.people.models import User
from gis_app.people.outsiders import let_in, roles_of

PATIENCE_S = 5
log = logging.getLogger("safecity.people")


def person(directory: Any, name: str, password: str, attempt: Attempt) -> User | None:
    """The person whom the directory knows by this name and password; None where it does not.

    Raises NotReady where it does not answer, Refused for somebody without a role; neither counts as an attempt.
    """
    try:
        entry = entry_of(directory, name, password)
        return None if entry is None else _let_in(directory, name, entry)
    except LDAPException as error:
        attempt.forgive()
        log.warning("the directory does not answer: %s", error)
        raise NotReady(_("The directory does not answer. Try again in a moment, or tell an administrator.")) from error
    except Refused:
        attempt.forgive()
        raise


def entry_of(directory: Any, name: str, password: str) -> dict[str, Any] | None:
    """The entry's attributes as lists of text; None for a wrong name or password, and where two entries have the name.

    An empty password proves nothing: servers take such a bind as one of nobody. Raises LDAPException.
    """
    if not password or not name:
        return None
    with bound(directory, directory.bind_dn, directory.bind_password) as line:
        found = _find(line, directory, name)
    if found is None:
        return None
    try:
        with bound(directory, found["dn"], password):
            return found["attributes"]
    except LDAPInvalidCredentialsResult:
        return None


def _find(line: ldap3.Connection, directory: Any, name: str) -> dict[str, Any] | None:
    wanted = [directory.groups, directory.full_name, directory.subject]
    line.search(
        directory.base,
        directory.find.replace("{name}", escape_filter_chars(name)),
        attributes=wanted,
        size_limit=2,
        time_limit=PATIENCE_S,
    )
    found = [entry for entry in line.response if entry["type"] == "searchResEntry"]
    return found[0] if len(found) == 1 else None


class Encrypted(ldap3.Tls):
    """TLS that asks OpenSSL itself whether the certificate has the server's name.

    ldap3 asks a function that Python gave up, afterwards, and lets go of a socket that it refused without closing it.
    """

    def wrap_socket(self, connection: ldap3.Connection, do_handshake: bool = False) -> None:
        context = ssl.create_default_context(cafile=self.ca_certs_file)
        connection.socket = context.wrap_socket(connection.socket, server_hostname=connection.server.host)


@contextmanager
def bound(directory: Any, dn: str, password: str) -> Iterator[ldap3.Connection]:
    """A connection, encrypted where that is asked for, bound as `dn`, and closed however it ends."""
    tls = Encrypted(validate=ssl.CERT_REQUIRED, ca_certs_file=directory.authority)
    server = ldap3.Server(directory.url, tls=tls, connect_timeout=PATIENCE_S, get_info=ldap3.SCHEMA)
    line = ldap3.Connection(
        server, dn, password, receive_timeout=PATIENCE_S, read_only=True, raise_exceptions=True, auto_referrals=False
    )
    try:
        line.open()
        if directory.start_tls:
            line.start_tls()
        line.bind()
        yield line
    finally:
        # ldap3 forgets a socket that the server closed first, without closing it.
        opened = line.socket
        line.unbind()
        if opened:
            opened.close()


def _let_in(directory: Any, name: str, entry: dict[str, Any]) -> User | None:
    subject = _texts(entry.get(directory.subject))
    if not subject:
        log.warning("the directory gives no %s to know people by: set SAFECITY_LDAP_SUBJECT", directory.subject)
        return None
    try:
        return let_in(
            house=directory.url,
            subject=subject[0],
            username=name.lower(),
            full_name=" ".join(_texts(entry.get(directory.full_name))[:1])[:120],
            roles=roles_of(_texts(entry.get(directory.groups)), directory.roles),
        )
    except Conflict:
        log.warning("the directory's %s has the name of another person here", subject[0])
        return None


def _texts(value: Any) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one]

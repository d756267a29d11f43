"""Other people's houses for the tests: a real OpenID Connect provider and a real LDAP server, each a process."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from tests.ports import free_port

SLAPD = "/usr/sbin/slapd"
ROOT, SECRET = "cn=root,dc=town", "root-password"
CONFIGURATION = """\
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
pidfile {folder}/slapd.pid
argsfile {folder}/slapd.args
{tls}
database mdb
suffix dc=town
rootdn {root}
rootpw {secret}
directory {folder}/data
overlay memberof
memberof-group-oc groupOfNames
"""


def wait_for(port: int, process: subprocess.Popen) -> None:
    for _ in range(2_400):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, "the server ended before it answered"
        time.sleep(0.05)
    raise TimeoutError


@contextmanager
def provider(*people: dict) -> Iterator[str]:
    """oidc-provider-mock with these people (claims with `sub`); gives its issuer's address."""
    port = free_port()
    told = [word for one in people for word in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-m", "oidc_provider_mock", "-p", str(port), *told]
    environment = {"PATH": os.environ["PATH"], "PYTHONWARNINGS": "ignore"}
    with running(command, port, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL):
        yield f"http://127.0.0.1:{port}"


def vouch(address: str, subject: str, **more: str) -> str:
    """Sign in at the provider as the person there; gives the address that it sends the browser back to."""
    answer = requests.post(address, data={"sub": subject, **more}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


@contextmanager
def directory(folder: Path, tls: tuple[Path, Path] | None = None, tls_port: int = 0) -> Iterator[int]:
    """slapd with an empty tree below dc=town; with a certificate and key it takes STARTTLS, and ldaps on `tls_port`."""
    port = free_port()
    (folder / "data").mkdir(parents=True)
    lines = f"TLSCertificateFile {tls[0]}\nTLSCertificateKeyFile {tls[1]}" if tls else ""
    addresses = f"ldap://127.0.0.1:{port}" + (f" ldaps://127.0.0.1:{tls_port}" if tls_port else "")
    written = CONFIGURATION.format(folder=folder, root=ROOT, secret=SECRET, tls=lines)
    (folder / "slapd.conf").write_text(written)
    command = [SLAPD, "-h", addresses, "-f", str(folder / "slapd.conf"), "-d", "0"]
    with running(command, port):
        yield port


@contextmanager
def running(command: list[str], port: int, **options) -> Iterator[None]:
    with subprocess.Popen(command, **options) as process:
        try:
            wait_for(port, process)
            yield
        finally:
            process.terminate()

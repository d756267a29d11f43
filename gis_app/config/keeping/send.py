"""A copy of a backup on a second host, by sftp of OpenSSH with a key of the home."""

import re
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gis_app.config.keeping.errors import KeepingError
from gis_app.config.state import Home

TARGET = re.compile(r"(?P<host>[\w.-]{1,64}@[\w.-]{1,255}):(?P<path>/[\w./-]{0,500})")
PATIENCE_S = 12 * 3600
WAITS = (60, 300)
CAREFUL = ("BatchMode=yes", "ConnectTimeout=20", "ServerAliveInterval=15", "StrictHostKeyChecking=yes")


@dataclass(frozen=True)
class Host:
    """Where copies go: `user@host` and a folder there."""

    host: str
    path: str


def host_of(target: str) -> Host | None:
    """The host that `user@host:/folder` names; None for a folder of this machine.

    >>> host_of("keeper@10.1.2.3:/srv/safecity")
    Host(host='keeper@10.1.2.3', path='/srv/safecity')
    >>> host_of("/mnt/safecity") is None
    True
    """
    found = TARGET.fullmatch(target)
    if found is None and re.match(r"[^/]*@[^/]*:", target):
        raise KeepingError(f"{target!r} is no folder of a host: write user@host:/folder.")
    return Host(found["host"], found["path"].rstrip("/")) if found else None


def send(home: Home, folder: Path, to: Host, pause: Callable[[float], None] = time.sleep) -> None:
    """Copy a backup's folder; over there it gets its name when all of it has arrived.

    A copy that fails is begun again twice, after a minute and after five. Raises KeepingError.
    """
    for wait in WAITS:
        try:
            copy(home, folder, to)
        except KeepingError:
            pause(wait)
        else:
            return
    copy(home, folder, to)


def copy(home: Home, folder: Path, to: Host) -> None:
    """One try; what an earlier one left behind over there is written over. Raises KeepingError."""
    draft = f"{to.path}/.part"
    if asked(home, to, f'ls "{to.path}/{folder.name}"\n').returncode == 0:
        return
    done = asked(
        home,
        to,
        f'-mkdir "{draft}"\nput -r "{folder}" "{draft}"\n'
        f'rename "{draft}/{folder.name}" "{to.path}/{folder.name}"\n-rmdir "{draft}"\n',
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise KeepingError(f"The backup is made, and its copy to {to.host}:{to.path} failed: {said[:200]}")


def asked(home: Home, to: Host, batch: str) -> subprocess.CompletedProcess[str]:
    """What sftp made of a batch. Raises KeepingError where it took too long."""
    try:
        return subprocess.run(
            words(home, to), input=batch, capture_output=True, text=True, timeout=PATIENCE_S, errors="replace"
        )
    except subprocess.TimeoutExpired as error:
        raise KeepingError(
            f"The copy to {to.host} took longer than {PATIENCE_S // 3600} hours and was given up."
        ) from error


def words(home: Home, to: Host) -> list[str]:
    """The command that talks to that host. Raises KeepingError where this machine has none."""
    program = shutil.which("sftp")
    if program is None:
        raise KeepingError("A copy on a second host needs sftp: apt-get install openssh-client.")
    key, known = home.secrets / "backup-ssh-key", home.secrets / "backup-ssh-hosts"
    own = ["-i", str(key)] if key.exists() else []
    own += ["-o", f"UserKnownHostsFile={known}"] if known.exists() else []
    return [program, "-q", "-b", "-", *own, *(word for option in CAREFUL for word in ("-o", option)), to.host]

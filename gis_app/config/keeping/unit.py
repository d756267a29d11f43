"""The systemd unit that starts the city at boot, hardened, as the user whom the services run as."""

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from gis_app.config import env, service_user, state
from gis_app.config.keeping.errors import KeepingError
from gis_app.config.keeping.files import OF_THE_START, as_lines
from gis_app.config.state import Home, write_private

ABSENT = (
    "This machine is not run by systemd, so nothing can be installed there: start ./safecity up by what runs it. "
    "--print shows the unit."
)
UNIT = """\
[Unit]
Description=Safe City ({home})
Documentation=file:{root}/docs/operations.md
After=network.target local-fs.target time-sync.target

[Service]
Type=forking
PIDFile={run}/supervisord.pid
ExecStart={command} up
ExecStop={command} down
EnvironmentFile=-{home}/settings.env
Environment=SAFECITY_HOME={home} LANG=C.UTF-8
WorkingDirectory={root}
TimeoutStartSec=1h
TimeoutStopSec=5min
KillMode=mixed
Restart=on-failure
RestartSec=10
UMask=0077
{identity}
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
PrivateDevices=yes
{tmp}
ProtectSystem=strict
ReadWritePaths={writable}
ProtectHostname=yes
ProtectClock=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM

[Install]
WantedBy={target}
"""
NAME = "safecity.service"


@dataclass(frozen=True)
class Place:
    """Where a unit goes and who is told of it: the system's own, or an ordinary user's."""

    folder: Path
    systemctl: tuple[str, ...]


def place() -> Place:
    if os.geteuid() == 0:
        return Place(Path("/etc/systemd/system"), ("systemctl",))
    return Place(Path.home() / ".config" / "systemd" / "user", ("systemctl", "--user"))


def text(home: Home) -> str:
    """The unit of that home. Raises KeepingError where its user could not reach the code, the home or the TLS key."""
    system = os.geteuid() == 0
    if system:
        refuse_closed(home)
    for path in (env.ROOT, home.root):
        if set(str(path)) & set(" \"'\\%"):
            raise KeepingError(f"systemd would misread the name of {path}: put it into a folder without such signs.")
    # Sockets lie below /run/safecity; an ordinary user's below /tmp, which must then be everybody's.
    user = state.SERVICE_USER
    identity = f"User={user}\nGroup={user}\nRuntimeDirectory=safecity\nRuntimeDirectoryPreserve=yes" if system else ""
    writable = [home.root, *([] if system else ["/tmp"]), *backups_elsewhere()]
    return UNIT.format(
        home=home.root,
        root=env.ROOT,
        run=home.run,
        command=shlex.join([sys.executable, str(env.ROOT / "manage.py")]),
        identity=identity,
        tmp="PrivateTmp=yes" if system else "",
        writable=" ".join(map(str, writable)),
        target="multi-user.target" if system else "default.target",
    ).replace("\n\n\n", "\n\n")


def backups_elsewhere() -> list[Path]:
    """The folder of the scheduled backups, where it is not the home's own."""
    target = env.text("SAFECITY_BACKUP_TO")
    return [Path(target)] if target.startswith("/") and Path(target).is_dir() else []


def refuse_closed(home: Home) -> None:
    """Raises KeepingError where the service user may not read what the unit needs."""
    known = service_user.account()
    if known is None:
        raise KeepingError("There is no user safecity yet: ./safecity install makes it.")
    for path in service_user.product_files():
        if not service_user.may_reach(path, *known):
            raise KeepingError(
                f"The user {state.SERVICE_USER} may not enter the folder of {path}: a service that starts at boot "
                "lives in a folder others may enter, /opt/safecity for example."
            )
    if not all(service_user.may_enter(parent, *known) for parent in home.root.parents):
        raise KeepingError(f"The user {state.SERVICE_USER} may not enter {home.root.parent}: move the home.")
    key = env.text("SAFECITY_TLS_KEY")
    if key and not service_user.may_reach(Path(key), *known):
        raise KeepingError(
            f"The user {state.SERVICE_USER} may not read {key}: chgrp {state.SERVICE_USER} and chmod 640 it."
        )


def install(home: Home) -> Path:
    """Write settings and unit, and have systemd start it at boot; gives the unit's path. Raises KeepingError."""
    unit = text(home)
    if not Path("/run/systemd/system").is_dir():
        raise KeepingError(ABSENT)
    where = place()
    home.prepare()
    ours = {name: value for name, value in env.ours().items() if name not in OF_THE_START}
    write_private(home.root / "settings.env", as_lines(ours))
    path = where.folder / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(unit)
    for words in (("daemon-reload",), ("enable", NAME)):
        done = subprocess.run([*where.systemctl, *words], capture_output=True, text=True, timeout=60)
        if done.returncode:
            raise KeepingError(f"systemctl {words[0]} failed: {done.stderr.strip().splitlines()[-1:]}")
    return path

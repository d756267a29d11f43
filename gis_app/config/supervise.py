"""supervisord keeps the programs: its configuration, and what we ask of it."""

import os
import shlex
import signal
import subprocess
import sys
import time
import xmlrpc.client
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from supervisor.xmlrpc import SupervisorTransport

from gis_app.config import env, programs, service_user
from gis_app.config.state import Home, write_private

RPC_USER = "safecity"
ALREADY_STARTED, NOT_RUNNING = 60, 70
HEAD = """\
[supervisord]
logfile={logs}/supervisord.log
logfile_maxbytes=5MB
pidfile={run}/supervisord.pid
directory={root}
childlogdir={logs}
umask=077

[unix_http_server]
file={run}/supervisor.sock
chmod=0700
username={user}
password={password}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""
PROGRAM = """
[program:{name}]
command={command}
environment={environment}
autostart=false
autorestart=true
startsecs=1
startretries=1000000
stopsignal={stop_signal}
stopwaitsecs={stop_seconds}
killasgroup=true
priority={priority}
redirect_stderr=true
stdout_logfile={logs}/{name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=5
"""


def configuration(home: Home, settings: dict[str, str]) -> str:
    """supervisord's file: every program of the home, `settings` given to those that run our code."""
    return HEAD.format(
        logs=_plain(home.logs),
        run=_plain(home.run),
        root=_plain(env.ROOT),
        user=RPC_USER,
        password=_plain(home.secret("supervisor-password")),
    ) + "".join(_section(home, program, {} if program.store else settings) for program in programs.all_programs(home))


def ensure(home: Home) -> None:
    """Write the configuration and have supervisord run with it; programs whose settings changed are stopped."""
    settings = env.ours() | {
        "SAFECITY_HOME": str(home.root),
        "SAFECITY_NOTED": home.noted(),
        "DJANGO_SETTINGS_MODULE": "gis_app.config.settings",
        "PYTHONUNBUFFERED": "1",
    }
    write_private(_file(home), configuration(home, settings))
    if alive(home):
        _take_changes(home)
    else:
        _launch(home)


def alive(home: Home) -> bool:
    try:
        return _ask(home, "getState")["statename"] == "RUNNING"
    except (OSError, xmlrpc.client.ProtocolError):
        return False


def start(home: Home, names: Iterable[str]) -> None:
    """Have those programs started; which run already stay as they are."""
    for name in names:
        try:
            _ask(home, "startProcess", name, False)
        except xmlrpc.client.Fault as fault:
            if fault.faultCode != ALREADY_STARTED:
                raise


def stop(home: Home, names: Iterable[str]) -> None:
    for name in names:
        try:
            _ask(home, "stopProcess", name, True)
        except xmlrpc.client.Fault as fault:
            if fault.faultCode != NOT_RUNNING:
                raise


def states(home: Home) -> dict[str, dict[str, Any]]:
    """Program to `{"state", "pid", "uptime_s", "restarted"}`, empty when supervisord is not there."""
    if not alive(home):
        return {}
    return {
        row["name"]: {
            "state": row["statename"].lower(),
            "pid": row["pid"] or None,
            "uptime_s": row["now"] - row["start"] if row["statename"] == "RUNNING" else 0,
        }
        for row in _ask(home, "getAllProcessInfo")
    }


def shut_down(home: Home, patience_s: int = 150) -> None:
    """Stop every program, then supervisord, and wait until both are gone."""
    pid = _pid(home)
    if alive(home):
        _ask(home, "shutdown")
    elif pid:
        os.kill(pid, signal.SIGTERM)
    _wait_gone(pid, patience_s)


def _launch(home: Home) -> None:
    _wait_gone(_pid(home), 30)
    prefix = service_user.as_service_user((*service_user.product_files(), home.root))
    surroundings = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LANG": "C.UTF-8", "HOME": str(home.run)}
    command = [*prefix, sys.executable, "-m", "supervisor.supervisord", "-c", str(_file(home))]
    done = subprocess.run(command, env=surroundings, cwd="/", capture_output=True, text=True, timeout=60)
    for _ in range(100):
        if alive(home):
            return
        time.sleep(0.05)
    raise RuntimeError(f"supervisord did not start: {(done.stderr or done.stdout).strip() or home.logs}")


def _take_changes(home: Home) -> None:
    added, changed, removed = _ask(home, "reloadConfig")[0]
    for name in (*changed, *removed):
        _ask(home, "stopProcessGroup", name)
        _ask(home, "removeProcessGroup", name)
    for name in (*changed, *added):
        _ask(home, "addProcessGroup", name)


def _section(home: Home, program: programs.Program, settings: dict[str, str]) -> str:
    # When supervisord is killed outright its programs must follow, or the next start meets orphans on its sockets.
    bound = ("/usr/bin/setpriv", "--pdeathsig", program.stop_signal, "--", *program.command)
    return PROGRAM.format(
        name=program.name,
        command=_plain(shlex.join(bound)),
        environment=",".join(f"{name}={_quoted(name, value)}" for name, value in settings.items()),
        stop_signal=program.stop_signal,
        stop_seconds=program.stop_seconds,
        priority=10 if program.store else 20,
        logs=_plain(home.logs),
    )


def _quoted(name: str, value: str) -> str:
    if '"' in value or "\\" in value:
        raise env.BadSetting(f"{name} may hold neither a double quote nor a backslash. Set it without.")
    return f'"{_plain(value)}"'


def _plain(value: str | Path) -> str:
    text = str(value)
    if any(trap in text for trap in ("\n", " ;", " #", "\t;", "\t#")):
        raise env.BadSetting(f"{text!r} holds a line break or a comment sign after a space. Choose another name.")
    return text.replace("%", "%%")


def _file(home: Home) -> Path:
    return home.run / "supervisord.conf"


def _pid(home: Home) -> int | None:
    """The process id of this home's supervisord, if that process lives."""
    try:
        pid = int((home.run / "supervisord.pid").read_text())
        return pid if str(_file(home)).encode() in Path(f"/proc/{pid}/cmdline").read_bytes() else None
    except (OSError, ValueError):
        return None


def _wait_gone(pid: int | None, patience_s: int) -> None:
    end = time.monotonic() + patience_s
    while pid and Path(f"/proc/{pid}").exists():
        if time.monotonic() > end:
            raise RuntimeError(f"process {pid} (supervisord) did not stop within {patience_s} seconds")
        time.sleep(0.05)


def _ask(home: Home, method: str, *given: Any) -> Any:
    address = f"unix://{home.run}/supervisor.sock"
    transport = SupervisorTransport(RPC_USER, home.secret("supervisor-password"), serverurl=address)
    with closing(transport):
        return getattr(xmlrpc.client.ServerProxy("http://127.0.0.1", transport=transport).supervisor, method)(*given)

"""tipg beside us: a tile server for PostGIS, in an environment of its own, on the same tables."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from bench.load import Server
from gis_app.config import env

PACKAGES = ("tipg==1.6.1", "uvicorn")
PATIENCE_S = 60
TABLES = {"crimes": "public.incidents_crime"}
PROPERTIES = "id,kind,severity,offence"


class Absent(Exception):
    """The peer cannot be had here; its text says why."""


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """tipg with as many workers as we have. Raises Absent."""
    python = _environment(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [
        str(python),
        "-m",
        "uvicorn",
        "tipg.main:app",
        "--port",
        str(port),
        "--workers",
        "2",
        "--log-level",
        "error",
    ]
    with (folder / "tipg.log").open("w") as log:
        server = subprocess.Popen(words, env=_surroundings(), stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(server, port, folder / "tipg.log")
        yield Server(port)
    finally:
        os.killpg(server.pid, 15)
        server.wait(PATIENCE_S)


def path(layer: str, z: int, x: int, y: int) -> str:
    return f"/collections/{TABLES[layer]}/tiles/WebMercatorQuad/{z}/{x}/{y}?properties={PROPERTIES}&limit=12000"


def _environment(folder: Path) -> Path:
    uv = Path(sys.executable).with_name("uv")
    tool = str(uv) if uv.exists() else shutil.which("uv")
    if tool is None:
        raise Absent("uv is not here to install it")
    made = folder / "tipg"
    if (made / "bin" / "uvicorn").exists():
        return made / "bin" / "python"
    quiet = {"check": True, "cwd": env.ROOT, "capture_output": True, "timeout": 300}
    try:
        subprocess.run([tool, "venv", "-q", "--python", sys.executable, str(made)], **quiet)  # type: ignore[call-overload]
        subprocess.run([tool, "pip", "install", "-q", "--python", str(made / "bin" / "python"), *PACKAGES], **quiet)  # type: ignore[call-overload]
    except (subprocess.SubprocessError, OSError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        raise Absent(said.decode(errors="replace").strip().splitlines()[-1][:200]) from error
    return made / "bin" / "python"


def _surroundings() -> dict[str, str]:
    place = settings.DATABASES["default"]
    login = f"{place['USER']}:{quote(str(place['PASSWORD']), safe='')}"
    address = f"postgresql://{login}@{quote(place['HOST'], safe='')}:{place['PORT']}/{place['NAME']}"
    ours = {"DATABASE_URL": address, "TIPG_DB_SCHEMAS": json.dumps(["public"]), "TIPG_MAX_FEATURES_PER_TILE": "12000"}
    return {name: value for name, value in os.environ.items() if not name.startswith("SAFECITY_")} | ours


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise Absent(f"it does not start: {(log.read_text().splitlines() or ['silent'])[-1][:200]}")

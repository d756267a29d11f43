"""A cluster that runs for as long as it is needed, in a home of its own beside the city's services."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gis_app.config import cluster, programs, service_user
from gis_app.config.keeping.errors import KeepingError
from gis_app.config.state import Home

# Written to the disk as a whole when it is full, not row by row.
FAST = {"fsync": "off", "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0"}
SMALL = {"listen_addresses": "", "unix_socket_permissions": "0700", "shared_buffers": "128MB", "jit": "off"}
SETTINGS = {**SMALL, **FAST, "maintenance_work_mem": "256MB", "max_wal_size": "4GB", "timezone": "UTC"}


@contextmanager
def home_of(root: Path) -> Iterator[Home]:
    """An empty home at that path, gone afterwards with all that nobody moved out of it."""
    draft = Home(root)
    forget(draft)
    draft.prepare()
    try:
        yield draft
    finally:
        forget(draft)


def forget(draft: Home) -> None:
    if programs.data_folder(draft).exists():
        cluster.clear_leftovers(draft)
    shutil.rmtree(draft.root, ignore_errors=True)
    shutil.rmtree(draft.run, ignore_errors=True)


@contextmanager
def running(home: Home) -> Iterator[None]:
    """A new cluster with an empty database, stopped at the end and safe on the disk. Raises KeepingError."""
    try:
        cluster.make(home)
        process = _begin(home)
        try:
            cluster.wait(home, dead=lambda: process.poll() is not None)
            cluster.furnish(home)
            yield
        finally:
            process.terminate()
            process.wait(timeout=300)
        _as_service_user(home, str(programs.POSTGRES / "initdb"), "--sync-only", "-D", str(programs.data_folder(home)))
    except (RuntimeError, TimeoutError, OSError) as error:
        raise KeepingError(f"A cluster for the backup cannot be made: {error}.") from error


def _begin(home: Home) -> subprocess.Popen[bytes]:
    tuned = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    words = [str(programs.POSTGRES / "postgres"), "-D", str(programs.data_folder(home)), "-k", str(home.run), *tuned]
    # It must not outlive a command that is killed: the next one takes its folder away.
    bound = ["/usr/bin/setpriv", "--pdeathsig", "INT", "--", *words]
    prefix = service_user.as_service_user((home.root,))
    with (home.logs / "postgres.log").open("ab") as log:
        return subprocess.Popen([*prefix, *bound], stdout=log, stderr=log, cwd="/", start_new_session=True)


def _as_service_user(home: Home, *words: str) -> None:
    subprocess.run([*service_user.as_service_user((home.root,)), *words], check=True, capture_output=True, cwd="/")

"""A program at work in a session of its own, killed with all that it has begun, or only in part.

Programs are forked from a process that has read the large libraries already: reading them anew for each of hundreds of
programs takes longer than their work. Our own code and its settings each reads for itself.
"""

import ctypes
import multiprocessing
import os
import runpy
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S, PR_SET_PDEATHSIG = 300, 1
LIBRARIES = [
    *("pytest", "numpy", "pandas", "pyarrow.csv", "shapely", "pyproj", "pyogrio", "openpyxl", "xlsxwriter", "osmium"),
    *("scipy.optimize", "scipy.sparse.csgraph", "yaml", "orjson", "ijson", "pydantic", "rich.progress", "psycopg"),
    *("redis", "rq", "croniter", "httpx", "pyotp", "cryptography.x509", "charset_normalizer", "django.core.management"),
    *("django.contrib.gis.db.models", "django.contrib.gis.geos", "django.contrib.postgres.fields", "django.test"),
]
SETTINGS = "gis_app.config.settings"
ahead = multiprocessing.get_context("forkserver")
ahead.set_forkserver_preload(LIBRARIES)
one_at_a_time = threading.Lock()


@dataclass
class Program:
    """`orphans` are the children that a killed parent left at work."""

    process: BaseProcess
    complaints: Path
    orphans: list[int] = field(default_factory=list)

    def ended(self) -> tuple[int, str]:
        """Wait until it has ended by itself: its exit code and what it complained of."""
        self.process.join(PATIENCE_S)
        assert self.process.exitcode is not None, f"it did not end within {PATIENCE_S} s"
        told = self.complaints.read_text()
        self.complaints.unlink()
        return self.process.exitcode, told

    def children(self) -> list[int]:
        """What it has begun itself: of a worker the process that does the job."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        with suppress(OSError):
            return [int(pid) for pid in listed.read_text().split()]
        return []

    def kill(self) -> None:
        """SIGKILL to it and to all it has begun, process groups of their own included; nothing where all has ended."""
        living = self.process.exitcode is None
        # Itself first and by its handle: it begins nothing more, and one that has just begun leads no session yet.
        self.process.kill()
        for pid in self._session() if living else self.orphans:
            self._end(pid)
        self.process.join(PATIENCE_S)
        self.complaints.unlink(missing_ok=True)

    def kill_children(self) -> None:
        """SIGKILL to what it has begun; it lives and sees it."""
        for pid in self.children():
            self._end(pid)

    def kill_alone(self) -> None:
        """SIGKILL to it alone: what it has begun goes on without it."""
        self.orphans = self.children()
        self.process.kill()
        self.process.join(PATIENCE_S)

    def _session(self) -> list[int]:
        pids = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return [pid for pid in pids if self._is_ours(pid)]

    def _is_ours(self, pid: int) -> bool:
        with suppress(OSError):
            return os.getsid(pid) == self.process.pid
        return False

    def _end(self, pid: int) -> None:
        if self._is_ours(pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


class Kept:
    """A program that is begun again whenever it ends, as the supervisor does it, until `stop`."""

    def __init__(self, begun: Callable[[], Program]) -> None:
        self._begun = begun
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join(PATIENCE_S)

    def _keep(self) -> None:
        while not self._stopped.is_set():
            program = self._begun()
            while program.process.exitcode is None and not self._stopped.wait(0.1):
                pass
            program.kill()


def begin(words: Sequence[object], surroundings: Mapping[str, str]) -> Program:
    """A Python file (after `-c` its text) and its words at work in the project's root; only its complaints are kept."""
    number, complaints = tempfile.mkstemp(prefix="complaints-")
    os.close(number)
    process = ahead.Process(target=_perform, args=([str(word) for word in words], dict(surroundings), complaints))
    with one_at_a_time, patch.dict(os.environ):
        # Whoever reads the libraries must not find our settings: they are those of each program's own store.
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
        process.start()
    return Program(process, Path(complaints))


def _perform(words: list[str], surroundings: dict[str, str], complaints: str) -> None:
    # Tests that are killed themselves leave nothing at work: the forking process ends once nobody holds its pipe.
    os.closerange(3, 1_024)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.setsid()
    os.chdir(ROOT)
    for number, path in enumerate((os.devnull, os.devnull, complaints)):
        os.dup2(os.open(path, os.O_RDWR), number)
    os.environ.clear()
    os.environ.update(surroundings)
    assert SETTINGS not in sys.modules, "the settings were read ahead, those of another store"
    if words[0] == "-c":
        sys.argv = ["-c", *words[2:]]
        exec(words[1], {"__name__": "__main__"})
    else:
        sys.argv = words
        runpy.run_path(words[0], run_name="__main__")

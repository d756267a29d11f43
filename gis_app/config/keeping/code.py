"""The code of a checkout: which commit it stands at, and how it goes to another one."""

import subprocess

from gis_app.config import env
from gis_app.config.keeping.errors import KeepingError

NO_CHECKOUT = "The code is no git checkout: unpack the other version beside it and run ./safecity upgrade there."


def place() -> str | None:
    """The branch, or else the commit, that the code stands at; None where it is no checkout."""
    if not (env.ROOT / ".git").exists():
        return None
    try:
        return _git("symbolic-ref", "--short", "--quiet", "HEAD")
    except KeepingError:
        return commit()


def commit() -> str | None:
    return _git("rev-parse", "HEAD") if (env.ROOT / ".git").exists() else None


def refuse(version: str) -> None:
    """Raises KeepingError where the code cannot go to that tag, branch or commit."""
    if not (env.ROOT / ".git").exists():
        raise KeepingError(NO_CHECKOUT)
    if version.startswith("-") or not _known(version):
        raise KeepingError(f"This checkout knows no version {version!r}: git fetch --tags, then again.")
    if changed := _git("status", "--porcelain", "--untracked-files=no"):
        raise KeepingError(f"The checkout has changes of its own, {changed.split()[-1]} for one: commit or undo them.")


def go(version: str) -> None:
    """Check out a tag, branch or commit. Raises KeepingError."""
    _git("checkout", "--quiet", version)


def _known(version: str) -> bool:
    try:
        return bool(_git("rev-parse", "--verify", "--quiet", f"{version}^{{commit}}"))
    except KeepingError:
        return False


def _git(*words: str) -> str:
    ours = ("git", "-c", f"safe.directory={env.ROOT}", "-C", str(env.ROOT))
    try:
        done = subprocess.run([*ours, *words], capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KeepingError(f"git failed: {error}") from error
    if done.returncode:
        raise KeepingError(f"git {words[0]} failed: {(done.stderr.strip().splitlines() or ['it said nothing'])[-1]}")
    return done.stdout.strip()

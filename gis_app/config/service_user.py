"""The ordinary user whom the services run as when root starts them."""

import os
import pwd
import stat
from pathlib import Path

from gis_app.config import env, state

PASS_CLOSED_FOLDERS = ("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")


def as_service_user(paths: tuple[Path, ...]) -> list[str]:
    """The words before a command that make it run as the service user; none for who is an ordinary user already.

    Where that user could not enter one of `paths` (a checkout below a folder of mode 0700) the command may also pass
    closed folders, see docs/decisions/service-user.md.
    """
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam(state.SERVICE_USER)
    drop = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--init-groups"]
    closed = not all(may_reach(path, user.pw_uid, user.pw_gid) for path in paths)
    return [*drop, *(PASS_CLOSED_FOLDERS if closed else ()), "--"]


def account() -> tuple[int, int] | None:
    """The service user's numbers, user and group; None where nobody made that user yet."""
    try:
        user = pwd.getpwnam(state.SERVICE_USER)
    except KeyError:
        return None
    return user.pw_uid, user.pw_gid


def may_enter(folder: Path, uid: int, gid: int) -> bool:
    return _allows(folder, stat.S_IXOTH, uid, gid)


def may_reach(path: Path, uid: int, gid: int) -> bool:
    """Whether that user may enter every folder above `path` and read `path` itself."""
    path = path.resolve()
    return all(may_enter(parent, uid, gid) for parent in path.parents) and _allows(path, stat.S_IROTH, uid, gid)


def product_files() -> tuple[Path, ...]:
    """What every service must reach in the checkout: the code, and the interpreter's packages."""
    return env.ROOT / "manage.py", env.ROOT / ".venv" / "pyvenv.cfg"


def _allows(path: Path, right_of_others: int, uid: int, gid: int) -> bool:
    found = path.stat()
    shift = 6 if found.st_uid == uid else 3 if found.st_gid == gid else 0
    return bool(found.st_mode & (right_of_others << shift))

"""The state folder: where the running city keeps what must outlive a process, and the secrets made for it."""

import hashlib
import os
import pwd
import secrets as random_source
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

from gis_app.config import env

SERVICE_USER = "safecity"
FOLDERS = ("postgres", "redis", "mosquitto", "media", "logs", "secrets", "sources")


@dataclass(frozen=True)
class Home:
    """One state folder; one city lives in it. Paths only: nothing is created but by `prepare` and `secret`."""

    root: Path

    def __getattr__(self, name: str) -> Path:
        if name in FOLDERS:
            return self.root / name
        raise AttributeError(name)

    @property
    def run(self) -> Path:
        """Sockets and pid files: a path short enough for a socket (107 bytes) that the service user may enter."""
        digest = hashlib.sha256(str(self.root).encode()).hexdigest()[:12]
        base = (
            Path("/run/safecity")
            if os.geteuid() == 0 or service_user_is_me()
            else Path(f"/tmp/safecity-{os.geteuid()}")
        )
        return base / digest

    @property
    def demo_logins(self) -> Path:
        return self.root / "demo-logins.json"

    def prepare(self) -> None:
        """Create what is missing, owned by whom the services run as and closed to all others."""
        for folder in (self.root, *(self.root / name for name in FOLDERS), self.run.parent, self.run):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755 if folder == self.run.parent else 0o700)
            give(folder)

    def secret(self, name: str, make=lambda: random_source.token_urlsafe(48)) -> str:
        """The secret of that name, made at its first use with mode 0600."""
        path = self.secrets / name
        if not path.exists():
            write_private(path, make())
        return path.read_text().strip()

    def adopt(self, path: Path) -> None:
        """Hand a path made here to the user whom the services run as."""
        give(path)

    def keep(self, name: str, content: str) -> None:
        """Write a file of that name into the home, whole or not at all."""
        write_private(self.root / name, content)

    def country(self) -> str:
        """Two letters of the country that the home's city lies in, as its `city.yml` says; "" where it says none."""
        try:
            return (self.root / "country").read_text().strip()[:2]
        except OSError:
            return ""

    def note_country(self, code: str) -> None:
        """Keep the country's two letters for the next start."""
        write_private(self.root / "country", code)

    def modules(self) -> list[str] | None:
        """The modules that the home's city uses, by its `city.yml` or `./safecity module`; None for all of them."""
        try:
            return (self.root / "modules").read_text().split()
        except OSError:
            return None

    def note_modules(self, names: Iterable[str] | None) -> None:
        """Keep the modules for the next start; None for all, those of a later version too."""
        if names is None:
            (self.root / "modules").unlink(missing_ok=True)
        else:
            write_private(self.root / "modules", "\n".join(names))

    def noted(self) -> str:
        """Country and modules in one word: who started with another one has to start again."""
        used = self.modules()
        return f"{self.country()}:{'all' if used is None else '+'.join(used)}"

    def field_key(self) -> str:
        return self.secret("field-key", lambda: Fernet.generate_key().decode())


def usable(home: Home) -> Home:
    """The same home, whose secrets can be kept and read. Raises BadSetting."""
    try:
        home.secrets.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.listdir(home.secrets)
    except OSError as error:
        said = f"{error.strerror}: {error.filename}"
        raise env.BadSetting(
            f"SAFECITY_HOME={home.root} can't be used ({said}). Set it to a folder of your own."
        ) from error
    return home


def service_user_is_me() -> bool:
    try:
        return os.geteuid() == pwd.getpwnam(SERVICE_USER).pw_uid
    except KeyError:
        return False


def give(path: Path) -> None:
    """Hand a path that root made to the user whom the services run as."""
    if os.geteuid() == 0:
        owner = pwd.getpwnam(SERVICE_USER)
        os.chown(path, owner.pw_uid, owner.pw_gid)


def write_private(path: Path, content: str) -> None:
    """Write a file that its owner alone may read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    give(draft)
    draft.replace(path)


def current() -> Home:
    return Home(env.home())

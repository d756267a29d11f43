"""The demo: an invented city in a home of its own, made step by step so that a run cut short is continued."""

import json
import shutil
from datetime import time
from pathlib import Path

from data.demo import imports_of
from gis_app.config import demo_register, product, programs, services, state
from gis_app.config.state import Home, write_private
from gis_app.devices.models import Organisation
from gis_app.devices.registry.actions import hold
from gis_app.people import actions
from gis_app.people.models import User
from gis_app.places import queries
from gis_app.places.actions import give_duty
from gis_app.places.models import Area

PEOPLE = {
    "operator": ("olga", "Ольга Соколова"),
    "planner": ("pavel", "Павел Ветров"),
    "official": ("oksana", "Оксана Лесная"),
    "administrator": ("anton", "Антон Климов"),
    "auditor": ("alla", "Алла Зорина"),
    "investigator": ("igor", "Игорь Старков"),
    "holder": ("hanna", "Ханна Уютова"),
}
USUAL, OLDEST = "city", "town"
OWNER = "Управляющая компания"


def size_for(home: Home, asked: str | None) -> str:
    """The size a demo of this home has: as asked, else as it stands there, else the usual one."""
    return asked or marks(home).get("size", USUAL)


def claim(home: Home, size: str) -> None:
    """Make this home the demo's, before anything is loaded. Raises ServiceError where a city lives already."""
    if folder(home).is_dir():
        known = marks(home).get("size", size)
        if known != size:
            raise services.ServiceError(f"This demo is a {known}: ./safecity demo --reset --size {size} begins anew.")
    elif cluster_exists(home) and (city := city_of_store()):
        raise services.ServiceError(
            f"This home holds a city, {city}. The demo needs a home of its own: "
            "SAFECITY_HOME=.safecity-demo ./safecity demo"
        )
    folder(home).mkdir(parents=True, exist_ok=True, mode=0o700)
    state.give(folder(home))
    mark(home, size=size)


def folder(home: Home) -> Path:
    return home.root / "demo"


def files(home: Home) -> Path:
    return folder(home) / "files"


def cluster_exists(home: Home) -> bool:
    return programs.data_folder(home).exists()


def marks(home: Home) -> dict:
    """What has been done: `size`, `city`, and the names of the imported files."""
    path = folder(home) / "done.json"
    return json.loads(path.read_text()) if path.exists() else {}


def mark(home: Home, **done: object) -> None:
    write_private(folder(home) / "done.json", json.dumps(marks(home) | done))


def still_to_import(home: Home) -> list[Path]:
    """The files not yet imported, in their order."""
    done = marks(home)
    return [files(home) / name for name in imports_of(done.get("size", OLDEST)) if name not in done.get("imported", [])]


def mark_imported(home: Home, path: Path) -> None:
    mark(home, imported=[*marks(home).get("imported", []), path.name])


def people(home: Home) -> dict[str, dict[str, str]]:
    """The demo's people by role with their passwords, made where they are missing.

    The file is written before the accounts: a run cut short between the two keeps the passwords it promised.
    """
    logins = json.loads(home.demo_logins.read_text()) if home.demo_logins.exists() else {}
    made = {
        role: {"username": name, "password": actions.generated_password()}
        for role, (name, _full) in PEOPLE.items()
        if role not in logins
    }
    if made:
        logins |= made
        write_private(home.demo_logins, json.dumps(logins, indent=2))
    for role, login in logins.items():
        if not User.objects.filter(username=login["username"]).exists():
            actions.add_user(by=None, roles=[role], full_name=PEOPLE[role][1], **login)
    for role in ("operator", "investigator"):
        put_on_duty(User.objects.get(username=logins[role]["username"]))
    speak_for_an_owner(User.objects.get(username=logins["holder"]["username"]))
    demo_register.fill(User.objects.get(username=logins["planner"]["username"]))
    return logins


def put_on_duty(person: User) -> None:
    """Give a person a district to watch, day and night, unless there is one already."""
    district = Area.objects.filter(kind=Area.Kind.DISTRICT).order_by("code").first()
    if district and not person.duties.exists():
        give_duty(by=None, person=person, area=district, begins=time(0), ends=time(0))


def speak_for_an_owner(holder: User) -> None:
    """Bind the holder to the firm that keeps the yards' cameras, unless there is one already."""
    owner = Organisation.objects.filter(name__contains=OWNER).order_by("name").first()
    if owner and not holder.holdings.exists():
        hold(by=None, person=holder, organisation=owner)


def reset(home: Home) -> None:
    """Forget the demo, its city, its people and its store. Raises ServiceError where the home is not a demo's."""
    if not folder(home).is_dir():
        if cluster_exists(home):
            raise services.ServiceError("This home is not a demo's, so there is nothing to reset.")
        return
    services.stop()
    (folder(home) / "done.json").unlink(missing_ok=True)
    for path in (home.postgres, home.redis, home.media, home.sources, files(home)):
        forget(home, path)
    home.demo_logins.unlink(missing_ok=True)


def forget(home: Home, path: Path) -> None:
    """Remove a folder so that at no moment half of it stands in its place."""
    grave = home.root / ".forgotten"
    shutil.rmtree(grave, ignore_errors=True)
    if path.exists():
        path.rename(grave)
        shutil.rmtree(grave)


def city_of_store() -> str | None:
    product.open_store()
    city = queries.city()
    return city.name if city else None

"""`install-service`: start everything at boot, by systemd."""

from argparse import ArgumentParser
from typing import Any

from gis_app.config import command, state
from gis_app.config.keeping import unit

AFTER = """\
Starts at boot: {path}
Its settings, which are those of this command, stand in {settings}.
Start it now: {systemctl} start {name}"""
LINGER = "So that it runs without you being signed in: loginctl enable-linger"


class Command(command.Command):
    help = "Have systemd start this home at boot: as root for the machine, as an ordinary user for that user."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--print", action="store_true", help="only show the unit")

    def run(self, **options: Any) -> None:
        home = state.current()
        if options["print"]:
            self.stdout.write(unit.text(home))
            return
        path, where = unit.install(home), unit.place()
        told = {"path": path, "settings": home.root / "settings.env", "systemctl": " ".join(where.systemctl)}
        command.chatter.print(AFTER.format(name=unit.NAME, **told))
        if "--user" in where.systemctl:
            command.chatter.print(LINGER)

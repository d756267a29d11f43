"""`module on|off NAME`: switch a part of the product that the city does without."""

from argparse import ArgumentParser
from typing import Any

from gis_app.config import command, product, services, state, supervise
from gis_app.modules import MODULES, on
from gis_app.places.actions import set_modules


class Command(command.Command):
    help = "Switch a module on or off; without a name list them. A running product is started anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("switch", nargs="?", choices=["on", "off", "list"], default="list")
        parser.add_argument("name", nargs="?", choices=MODULES)
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        switch, name = options["switch"], options["name"]
        used = set(on(MODULES))
        if switch != "list":
            if not name:
                command.refuse(f"Say which module: {', '.join(MODULES)}.", 2)
            used = used | {name} if switch == "on" else used - {name}
            product.open_store()
            set_modules(by=None, used=used)
            if started():
                services.restart_product()
                product.start()
        told = {each: each in used for each in MODULES}
        if options["json"]:
            self.answer_json(told)
        else:
            for each, is_used in told.items():
                self.stdout.write(f"{each:12} {'on' if is_used else 'off'}")


def started() -> bool:
    """Whether the product runs, so that it has to start anew."""
    home = state.current()
    return supervise.alive(home) and supervise.states(home).get("web", {}).get("state") == "running"

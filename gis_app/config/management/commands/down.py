"""`down`: stop everything of this home."""

from typing import Any

from gis_app.config import command, services


class Command(command.Command):
    help = "Stop the product and the store, and wait until they are gone."

    def run(self, **options: Any) -> None:
        with command.chatter.status("Stopping …"):
            services.stop()
        command.chatter.print("Safe City is stopped.")

"""`up`: start the city, or only its store."""

from argparse import ArgumentParser
from typing import Any

from gis_app.config import command, product, services


class Command(command.Command):
    help = "Start the store and the product, bring the tables forward, return when the product is ready."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--store", action="store_true", help="only PostgreSQL and Redis")

    def run(self, **options: Any) -> None:
        if options["store"]:
            product.open_store()
            command.chatter.print("The store is ready.")
            return
        product.start()
        command.chatter.print(f"Safe City is ready at [bold]{services.address()}[/bold]")

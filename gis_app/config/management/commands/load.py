"""`load city.yml`: make the declared city the one of this home."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from etl import run
from etl.errors import BadDeclaration
from gis_app.config import command, product
from gis_app.places.actions import OtherCity


class Command(command.Command):
    help = "Make the city of a city.yml the one of this home; a home that holds the demo refuses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("city", type=Path)

    def run(self, **options: Any) -> None:
        product.open_store()
        try:
            city = run.load_city(options["city"])
        except (BadDeclaration, OtherCity) as error:
            command.refuse(error, 2)
        self.stdout.write(f"{city.name} ({city.code}) is the city of this home. Next: ./safecity import auto FILE")

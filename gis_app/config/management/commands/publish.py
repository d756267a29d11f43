"""`publish`: a public edition of what the store holds now."""

from argparse import ArgumentParser
from typing import Any

from etl.errors import NoSuchSource
from etl.publishing import give
from gis_app.config import command, product
from gis_app.errors import Mistake


class Command(command.Command):
    help = "Give the public an edition: counts that give nobody away, as public.yml in the state folder says."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        product.open_store()
        try:
            made = give()
        except (NoSuchSource, Mistake) as error:
            self.refuse(error, 2, as_json=options["json"])
        if options["json"]:
            self.answer_json({"folder": str(made.folder), "figures": made.figures, "withheld": made.withheld})
        else:
            self.stdout.write(f"Published: {made.folder}")

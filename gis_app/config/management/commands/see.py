"""`see`: compute anew what every camera sees, here and now, and print how much there was to see."""

import time
from argparse import ArgumentParser
from typing import Any

from etl.derive.visibility import everything
from etl.errors import NoSuchSource
from gis_app.config import command, product


class Command(command.Command):
    help = "Compute what every camera sees between the buildings. It follows deliveries and edits by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        product.open_store()
        began = time.monotonic()
        try:
            told = everything()
        except NoSuchSource as error:
            self.refuse(error, 2, as_json=options["json"])
        seconds = round(time.monotonic() - began, 2)
        if options["json"]:
            self.answer_json({**told, "seconds": seconds})
        else:
            command.chatter.print(f"{told['cameras']:,} cameras, {told['zones']:,} zones in {seconds} s")

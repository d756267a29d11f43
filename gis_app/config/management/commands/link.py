"""`link`: find what tells of one event in the whole store, link what is certain, and print what was found."""

from argparse import ArgumentParser
from typing import Any

from rich.table import Table

from etl.derive.links import link
from etl.errors import NoSuchSource
from gis_app.config import command, product

COLUMNS = {
    "found": "Candidates",
    "automatic": "Linked",
    "same": "Decided: same",
    "open": "Waiting",
    "later": "Put off",
    "taken": "Taken",
    "different": "Decided: different",
    "broken": "Broken",
    "new": "New",
    "seconds": "Seconds",
}


class Command(command.Command):
    help = "Link records that tell of one event: the only candidates of each other at once, the rest by a person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tell what would be linked, keep nothing")
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        product.open_store()
        try:
            told = link(dry=options["dry_run"])
        except NoSuchSource as error:
            self.refuse(error, 2, as_json=options["json"])
        if options["json"]:
            self.answer_json({"dry_run": options["dry_run"], "pairs": told})
        else:
            show(told, dry=options["dry_run"])


def show(told: list[dict[str, Any]], *, dry: bool) -> None:
    """The table of pairs, numbers to the right."""
    table = Table("Pair", box=None, pad_edge=False)
    for title in COLUMNS.values():
        table.add_column(title, justify="right")
    for one in told:
        table.add_row(one["pair"], *(f"{one[name]:,}" for name in COLUMNS))
    command.chatter.print(table)
    if dry:
        command.chatter.print("Nothing was kept.")

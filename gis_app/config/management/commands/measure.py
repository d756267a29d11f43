"""`measure`: measure anew how much of what matters the cameras see, here and now, and print the shares."""

from argparse import ArgumentParser
from typing import Any

from rich.table import Table

from etl.derive.coverage import compute
from etl.errors import NoSuchSource
from gis_app.config import command, product
from gis_app.errors import Mistake
from gis_app.findings.coverage.queries import told


class Command(command.Command):
    help = "Measure what the cameras see of crimes, accidents, streets, schools and homes. The clock does it by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        product.open_store()
        try:
            run = compute()
        except (NoSuchSource, Mistake) as error:
            self.refuse(error, 2, as_json=options["json"])
        shares = told(run)
        if options["json"]:
            self.answer_json({**run.parameters, **run.counts, "shares": shares})
        else:
            show(shares)


def show(shares: dict[str, dict[str, dict[str, float]]]) -> None:
    """A line a class, a column a measure: what working cameras see, in percent."""
    measures = next(iter(shares.values()), {})
    table = Table("Class", box=None, pad_edge=False)
    for measure in measures:
        table.add_column(measure, justify="right")
    for quality, found in shares.items():
        table.add_row(quality or "any", *(f"{100 * found[measure]['seen']:.1f} %" for measure in measures))
    command.chatter.print(table)

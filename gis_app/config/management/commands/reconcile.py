"""`reconcile FILE`: a camera list beside the store, before it is imported; nothing is kept."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from etl.derive.inventory import reconcile
from etl.errors import BadDeclaration, DeliveryRefused, NoSuchSource
from gis_app.config import command, product

REFUSED, UNCLEAR, MOST = 1, 2, 40


class Command(command.Command):
    help = "Tell what a camera list would mean for the cameras of its source: the same, moved, new, gone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="auto", help="a source's code, found by the columns without it")
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        product.open_store()
        try:
            told = reconcile(options["file"], options["source"])
        except (NoSuchSource, BadDeclaration, DeliveryRefused) as error:
            self.refuse(
                error, UNCLEAR if isinstance(error, NoSuchSource | BadDeclaration) else REFUSED, as_json=options["json"]
            )
        if options["json"]:
            self.answer_json(told)
        else:
            self.tell(told)

    def tell(self, told: dict[str, Any]) -> None:
        four = ", ".join(f"{told[verdict]:,} {verdict}" for verdict in ("same", "moved", "new", "gone"))
        self.stdout.write(f"{told['source']}: {told['stored']:,} in the store, {told['listed']:,} in the list: {four}")
        for one in told["proposals"][:MOST]:
            metres = f", {one['metres']:,.0f} m" if one["metres"] is not None else ""
            self.stdout.write(f"  {one['verdict']}: {one['old'] or '-'} -> {one['new'] or '-'}{metres}")
        if len(told["proposals"]) > MOST:
            self.stdout.write(f"  and {len(told['proposals']) - MOST:,} more: --json")

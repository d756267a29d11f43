"""`import SOURCE FILE…`: give files to their source and print the account of every row."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import CommandParser
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from etl import run as delivering
from etl.errors import BadDeclaration, Cancelled, DeliveryRefused, NoSuchSource
from etl.spec import all_sources, broken_sources
from gis_app.config import command, product

REFUSED, UNCLEAR = 1, 2


class Command(command.Command):
    help = "Import files; exit 0 when every row is accounted for, 1 when a delivery is refused, 2 when the call is off."

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        """Options may stand anywhere, between the source and its files too."""
        parser = super().create_parser(*args, **kwargs)
        parser.parse_args = parser.parse_intermixed_args  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="?", help="a source's code, or auto")
        parser.add_argument("files", nargs="*", type=Path)
        parser.add_argument("--list", action="store_true", help="the sources that are declared")
        parser.add_argument("--dry-run", action="store_true", help="the account of what would happen, nothing kept")
        parser.add_argument("--city", type=Path, help="judge a dry run against this city.yml")
        parser.add_argument("--into-demo", action="store_true", help="lay real rows over the invented city")
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        if options["list"]:
            self._list(as_json=options["json"])
            return
        if not options["source"] or not options["files"]:
            self._off("Say which source and which file: import SOURCE FILE…, or import auto FILE.", options)
        if options["city"] and not options["dry_run"]:
            self._off("--city goes with --dry-run: a real import goes into this home's own city.", options)
        product.open_store()
        answers, code = [], 0
        for path in options["files"]:
            answer, code = self._one(path, options, code)
            answers.append(answer)
            if code == UNCLEAR:
                break
        if options["json"]:
            self.answer_json(answers[0] if len(options["files"]) == 1 else answers)
        if code:
            command.fail(code)

    def _off(self, sentence: str, options: dict[str, Any]) -> NoReturn:
        self.refuse(sentence, UNCLEAR, as_json=options["json"])

    def _list(self, *, as_json: bool) -> None:
        sources = [
            {
                "code": spec.code,
                "name": spec.name,
                "publisher": spec.publisher,
                "licence": spec.licence,
                "layer": spec.layer,
            }
            for spec in all_sources().values()
        ]
        if as_json:
            self.answer_json(sources)
        else:
            for entry in sources:
                self.stdout.write(f"{entry['code']:32} {entry['name']}")
        for sentence in broken_sources().values():
            command.chatter.print(f"Left out: {sentence}", style="bold red", markup=False)

    def _one(self, path: Path, options: dict[str, Any], code: int) -> tuple[dict[str, Any], int]:
        """The file's account, or `{"file", "error"}`, and the exit code so far; a refused file stops no other."""
        try:
            with _bar() as bar:
                task = bar.add_task(path.name, total=1.0, rows="0")
                account = self._taken(
                    path, options, lambda rows, share: bar.update(task, completed=share, rows=f"{rows:,}")
                )
        except (NoSuchSource, BadDeclaration, DeliveryRefused, Cancelled) as error:
            command.chatter.print(str(error), style="bold red", markup=False)
            unclear = isinstance(error, NoSuchSource | BadDeclaration)
            return {"file": path.name, "error": str(error)}, UNCLEAR if unclear else REFUSED
        if not options["json"]:
            self._tell(account)
        return account, code

    def _taken(self, path: Path, options: dict[str, Any], progress: delivering.Follow) -> dict[str, Any]:
        if options["dry_run"]:
            return delivering.dry_run(path, options["source"], city=options["city"], progress=progress)
        return delivering.deliver(path, options["source"], progress=progress, into_demo=options["into_demo"])

    def _tell(self, account: dict[str, Any]) -> None:
        four = " + ".join(f"{account[name]:,} {name}" for name in ("loaded", "updated", "unchanged", "rejected"))
        self.stdout.write(f"{account['source']}: {account['read']:,} rows = {four}; {account['seconds']:.1f} s")
        self.stdout.write(f"  made {account['made']:,} records")
        for title in ("reasons", "notes"):
            for name, count in account[title].items():
                self.stdout.write(f"  {title[:-1]} {name}: {count:,}")
        for warning in account["warnings"]:
            self.stdout.write(f"  warning: {warning}")


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]} rows"),
        TimeRemainingColumn(),
        console=command.chatter,
        transient=True,
    )

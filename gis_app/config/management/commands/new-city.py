"""`new-city REGION.osm.pbf NAME`: a city found in an extract, declared, loaded."""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from etl.errors import BadDeclaration, Cancelled, DeliveryRefused, UnclearCity
from etl.new_city import declare, load
from etl.new_city.facts import Facts, facts_of
from etl.new_city.find import Found, find
from gis_app.config import command, product, progress
from gis_app.places.actions import OtherCity

REFUSED, UNCLEAR = 1, 2


class Command(command.Command):
    help = (
        "Find a city in an OpenStreetMap extract, write its city.yml, load it. Exit 0 when all is loaded, 1 when a "
        "file is refused, 2 when the call is off or several boundaries have the name."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("extract", type=Path, help="REGION.osm.pbf")
        parser.add_argument("name", help="the city's name, in any language that OpenStreetMap has it in")
        parser.add_argument("--relation", type=int, help="which boundary, where several have the name")
        parser.add_argument("--country", default="", help="two letters, where neither boundary nor time zone tell")
        parser.add_argument("--out", type=Path, default=Path("city.yml"), help="the file to write, city.yml")
        parser.add_argument("--dry-run", action="store_true", help="what would happen, nothing written or loaded")
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        try:
            answer = self.made(**options)
        except (UnclearCity, BadDeclaration, OtherCity) as error:
            self.refuse(error, UNCLEAR, as_json=options["json"])
        except (DeliveryRefused, Cancelled) as error:
            self.refuse(error, REFUSED, as_json=options["json"])
        else:
            self.answer_json(answer) if options["json"] else self._tell(answer)

    def made(self, **options: Any) -> dict[str, Any]:
        """Find, write and load the city; what was found and the accounts. A dry run leaves nothing behind."""
        if not options["extract"].is_file():
            raise UnclearCity(f"There is no file {options['extract']}.")
        with command.chatter.status(f"Looking for {options['name']} in {options['extract'].name} …"):
            found = find(options["extract"], options["name"], options["relation"])
        assert found.boundary.shape is not None
        facts = facts_of(found.boundary.shape, found.boundary.tags, options["country"])
        product.open_store()
        load.refuse_taken_home(found.boundary.relation, options["out"])
        if options["dry_run"]:
            with TemporaryDirectory(prefix="safecity-new-city-") as folder, progress.bars() as bars:
                written = declare.write(found, facts, Path(folder) / options["out"].name)
                accounts = load.try_out(written, options["extract"], bars)
            return told(found, facts, None, accounts)
        written = declare.write(found, facts, options["out"])
        with progress.bars() as bars:
            accounts = load.load(found.boundary.relation, written, options["extract"], bars)
        return told(found, facts, written.city, accounts)

    def _tell(self, answer: dict[str, Any]) -> None:
        city = answer["city"]
        self.stdout.write(f"{city['name']} ({city['code']}): {city['timezone']}, {city['crs']}, {city['country']}")
        self.stdout.write(f"  relation {city['relation']}, {len(answer['districts'])} districts")
        for account in answer["imports"]:
            self.stdout.write(f"  {account['source']}: {account['read']:,} rows, {account['made']:,} records made")
            for name, count in {**account["reasons"], **account["notes"]}.items():
                self.stdout.write(f"    {name}: {count:,}")
        for warning in answer["warnings"]:
            self.stdout.write(f"  warning: {warning}")
        if answer["file"]:
            self.stdout.write(f"  {answer['file']} is the city of this home. Next: ./safecity up")


def told(found: Found, facts: Facts, file: Path | None, accounts: list[dict[str, Any]]) -> dict[str, Any]:
    """The document of `--json`; `file` is null in a dry run."""
    city = {
        "code": declare.code_of(found),
        "name": found.name,
        "relation": found.boundary.relation,
        "admin_level": found.boundary.level,
        "timezone": facts.timezone,
        "crs": facts.crs,
        "country": facts.country,
        "languages": list(facts.languages),
    }
    return {
        "file": str(file) if file else None,
        "city": city,
        "districts": [one.name for one in found.districts],
        "imports": accounts,
        "warnings": list(facts.warnings),
    }

"""`audit verify`: whether the record is whole."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from gis_app.people import audit


class Command(BaseCommand):
    help = "verify: walk the audit's chain of seals; exits 1 at the first row that does not fit."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args, **options):
        audit.seal()
        chain = audit.verify()
        if options["as_json"]:
            self.stdout.write(json.dumps(asdict(chain)))
        else:
            self.stdout.write(f"{chain.sealed} rows sealed, the last seal is {chain.head or 'none'}.")
        if chain.broken:
            raise CommandError(chain.broken, returncode=1)

"""`manage catalogues`: bring the catalogues up to what the code says, or tell what they lack."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from gis_app.config import catalogues, command


class Command(command.Command):
    help = "Give every language an entry for all that is said, and list what is not translated; exit 1 if anything is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only list, change no file")

    def run(self, **options: Any) -> None:
        if not options["check"]:
            wanted = catalogues.said()
            for code, _name in settings.LANGUAGES:
                if code != settings.LANGUAGE_CODE:
                    catalogues.write(catalogues.update(code, wanted), code)
        if found := catalogues.problems():
            self.stdout.write("\n".join(found))
            sys.exit(1)

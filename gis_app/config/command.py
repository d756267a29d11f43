"""What every command of the launcher shares: chatter on standard error, one sentence for a failure."""

import json
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from gis_app.config import services
from gis_app.errors import Mistake

chatter = Console(stderr=True, highlight=False, soft_wrap=True)


class Command(BaseCommand):
    """A command whose `run` may raise ServiceError or a Mistake; standard output stays free for its answer."""

    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.run(**options)
        except (services.ServiceError, Mistake) as error:
            raise CommandError(str(error)) from error

    def run(self, **options: Any) -> None:
        raise NotImplementedError

    def answer_json(self, document: Any) -> None:
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))

    def refuse(self, sentence: object, code: int, *, as_json: bool) -> NoReturn:
        """As `refuse`; the document of `--json` is then `{"error": sentence}`."""
        if as_json:
            self.answer_json({"error": str(sentence)})
        refuse(sentence, code)


def refuse(sentence: object, code: int) -> NoReturn:
    """Say why in one sentence, and end with that exit code."""
    chatter.print(str(sentence), style="bold red", markup=False)
    sys.exit(code)


def fail(code: int) -> None:
    """End with that exit code; the reason has been told already."""
    sys.exit(code)

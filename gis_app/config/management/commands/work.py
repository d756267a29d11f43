"""The worker: does the jobs that the queue hints at."""

from argparse import ArgumentParser
from typing import Any

import redis
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string
from rq import Worker

from gis_app.jobs.hints import PERFORM, QUEUE, QUICK


class Command(BaseCommand):
    help = "Do the jobs that wait, until stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quick", action="store_true", help="only the jobs that a person waits for")

    def handle(self, *args: Any, **options: Any) -> None:
        import_string(PERFORM)
        connection = redis.Redis.from_url(settings.REDIS_URL)
        queues = [QUICK] if options["quick"] else [QUICK, QUEUE]
        try:
            Worker(queues, connection=connection).work(with_scheduler=False, logging_level="WARNING")
        except redis.ConnectionError as error:
            raise CommandError(f"Redis does not answer; the supervisor begins the worker again. {error}") from error

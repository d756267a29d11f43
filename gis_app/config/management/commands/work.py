"""The worker: does the jobs that the queue hints at."""

import redis
from django.conf import settings
from django.core.management.base import BaseCommand
from rq import Worker

from etl.jobs import QUEUE


class Command(BaseCommand):
    help = "Do the jobs that wait, until stopped."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        connection = redis.Redis.from_url(settings.REDIS_URL)
        Worker([QUEUE], connection=connection).work(with_scheduler=False, logging_level="WARNING")

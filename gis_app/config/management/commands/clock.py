"""The clock: seals the audit, verifies it each day, puts due pulls, finds forgotten jobs, begins backups."""

import logging
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from etl import publishing
from etl.derive import coverage, visibility
from etl.expected import follow_declarations
from etl.jobs import hint_forgotten
from etl.schedule import put_due
from gis_app.config.keeping.schedule import Nightly
from gis_app.people.audit import seal, walk_when_due
from gis_app.people.sessions import forget_ended
from gis_app.sources.actions import forget_changes

SWEEP_EVERY, BACKUP_EVERY, WALK_EVERY = 5, 60, 600
log = logging.getLogger("safecity.clock")


class Command(BaseCommand):
    help = "Seal the audit each second and find forgotten jobs, until stopped."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        tick, nightly = 0, Nightly()
        while True:
            try:
                seal()
                if tick % SWEEP_EVERY == 0:
                    put_due()
                    follow_declarations()
                    visibility.put_due()
                    hint_forgotten()
                if tick % BACKUP_EVERY == 0:
                    nightly.begin_when_due()
                    coverage.put_due()
                if tick % WALK_EVERY == 0:
                    walk_when_due()
                    publishing.put_due()
                    forget_ended()
                    forget_changes()
            except DatabaseError as error:
                log.warning("the store does not answer: %s", error)
            close_old_connections()
            tick += 1
            time.sleep(1)

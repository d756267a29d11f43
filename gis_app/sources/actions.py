"""Writing what belongs to sources."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from gis_app.sources.models import Change

MOST_FORGOTTEN = 20_000


def raise_versions(layers: Iterable[str]) -> None:
    """Raise the layers' numbers, so that no cached tile of theirs is served again; in the caller's transaction.

    A number is at least the moment in microseconds: a restored store never comes back to one that a cache has seen.
    """
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO sources_layerversion (layer, number) VALUES (%s, extract(epoch FROM clock_timestamp()) * 1e6) "
            "ON CONFLICT (layer) DO UPDATE SET number = greatest(sources_layerversion.number + 1, excluded.number)",
            [(layer,) for layer in sorted(layers)],
        )


def forget_changes() -> int:
    """Drop what deliveries of more than `HISTORY_DAYS` ago changed in rows, some at a time; how many went.

    People's own edits stay for ever, and so do the deliveries with their accounts.
    """
    before = timezone.now() - timedelta(days=settings.HISTORY_DAYS)
    old = Change.objects.filter(delivery__received_at__lt=before).values_list("pk", flat=True)
    return Change.objects.filter(pk__in=list(old[:MOST_FORGOTTEN])).delete()[0]

"""Writing what belongs to sources."""

from collections.abc import Iterable

from django.db import connection


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

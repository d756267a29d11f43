"""Writing what belongs to sources."""

from collections.abc import Iterable

from django.db import connection


def raise_versions(layers: Iterable[str]) -> None:
    """Raise the layers' numbers, so that no cached tile of theirs is served again; in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO sources_layerversion (layer, number) VALUES (%s, 2) "
            "ON CONFLICT (layer) DO UPDATE SET number = sources_layerversion.number + 1",
            [(layer,) for layer in sorted(layers)],
        )

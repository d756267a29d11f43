"""Every route of the product, as its urls say."""

from collections.abc import Iterator

from django.urls import URLPattern


def routes(patterns: list, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Address, as it is declared, and route of each."""
    for entry in patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address, entry
        else:
            yield from routes(entry.url_patterns, address)

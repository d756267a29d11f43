"""The mistakes a delivery can make as a whole; each answers with one sentence for people."""

import psycopg
from django.db import InterfaceError, OperationalError

STORE_AWAY = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


class DeliveryRefused(Exception):
    """The file as a whole can't be taken; nothing was loaded and what was there stays."""


class NoSuchSource(DeliveryRefused):
    """No declared source has that code, or none or several match the file."""


class BadDeclaration(Exception):
    """A `source.yml` or `city.yml` that can't be read, with the place of the mistake."""


class UnclearCity(Exception):
    """An extract has no boundary of that name, or several: the text says which, and what to do."""


class Cancelled(Exception):
    """Somebody cancelled the import; nothing of it stays."""


class PullFailed(Exception):
    """The far side of a source could not be read; its text is one sentence. Nothing was loaded, the cursor stays.

    retry_after_s: how long the far side asks to be left alone, 0 where it does not say.
    """

    def __init__(self, sentence: str, retry_after_s: int = 0):
        super().__init__(sentence)
        self.retry_after_s = retry_after_s


class AddressRefused(PullFailed):
    """A pull was led to an address that its source does not declare, or that no source may have."""

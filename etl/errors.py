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

"""A text column that the database holds only encrypted."""

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import models


class UnreadableSecret(Exception):
    """The stored value was encrypted under another key."""


class EncryptedTextField(models.BinaryField):
    """Text, encrypted by Fernet under `FIELD_KEY`; can be neither searched nor ordered by."""

    def get_prep_value(self, value):
        if not value:
            return None
        return Fernet(settings.FIELD_KEY).encrypt(str(value).encode())

    def from_db_value(self, value, expression, connection):
        if value is None:
            return ""
        try:
            return Fernet(settings.FIELD_KEY).decrypt(bytes(value)).decode()
        except InvalidToken as error:
            raise UnreadableSecret("Stored under another key: restore secrets/field-key.") from error

    def value_to_string(self, obj):
        return ""

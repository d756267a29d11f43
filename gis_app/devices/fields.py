"""The encrypted column by the name that the migrations know."""

from gis_app.fields import EncryptedTextField, UnreadableSecret

__all__ = ["EncryptedTextField", "UnreadableSecret"]

"""The one exception of keeping."""

from gis_app.config.services import ServiceError


class KeepingError(ServiceError):
    """A backup, restore or upgrade that cannot be; its text is one sentence with what to do."""

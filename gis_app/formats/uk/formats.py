"""Ukrainian: as Russian."""

from gis_app.formats.ru.formats import *  # noqa: F403

"""The platform's command line; `./safecity` calls it once everything it needs is installed."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gis_app.config.settings")
    execute_from_command_line(sys.argv)

"""The one door of the web: Django in front, the Dash pages behind its guards."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gis_app.config.settings")
application = get_wsgi_application()

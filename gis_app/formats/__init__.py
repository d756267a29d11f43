"""How each language writes dates and numbers, for Django (FORMAT_MODULE_PATH); `gis_app.speech` reads it too."""

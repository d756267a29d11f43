"""What a country's services are called and which numbers they answer: `data/countries.yml`, by `settings.COUNTRY`."""

from functools import cache

import yaml
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gis_app.speech import forms, language

Names = dict[str, str | dict[str, str]]
CALLED = ("emergency", "fire", "police", "ambulance", "gas")


@cache
def countries() -> dict[str, Names]:
    """Names of services by country, each a text, or a text a language."""
    return yaml.safe_load((settings.BASE_DIR / "data" / "countries.yml").read_text(encoding="utf-8"))


def service(name: str) -> str:
    """What this country calls a service, in the reader's language where it can; "" where that is not known."""
    known = countries().get(settings.COUNTRY, {}).get(name, "")
    if isinstance(known, str):
        return known
    return known.get(language()) or next(iter(known.values()))


def numbers() -> list[tuple[str, str]]:
    """Whom to call in an emergency: what is said of a number, and the number; nothing where no country is set."""
    said = {
        "emergency": _("Emergencies"),
        "fire": _("Fire service"),
        "police": _("Police"),
        "ambulance": _("Ambulance"),
        "gas": _("Gas service"),
    }
    return [(said[name], service(name)) for name in CALLED if service(name)]


def in_templates(request: HttpRequest) -> dict[str, object]:
    """A context processor: `numbers` to call, `languages` by their own names (Django's tag turns them), `forms`."""
    return {"numbers": numbers, "languages": settings.LANGUAGES, "forms": forms}

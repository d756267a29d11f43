"""The words of the page that more than one of its parts says."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gis_app import speech
from gis_app.findings.queries import edition, qualities
from gis_app.incidents import kinds
from gis_app.speech import NOTHING
from layers.words import QUALITIES, word

STANDARD = "IEC/EN 62676-4"
THIN, SPACE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
MILLION, THOUSAND = 1e6, 1e4


def quality(code: str) -> str:
    """A class with the pixels a metre that it begins at: "≥ 125 px/m, perceive"."""
    found = next((one for one in qualities() if one.name == code), None)
    if found is None:
        return word(QUALITIES, "")
    pixels = speech.number(found.px_per_m, 1 if found.px_per_m % 1 else 0)
    return _("≥ %(pixels)s px/m, %(name)s") % {"pixels": pixels, "name": word(QUALITIES, code)}


def standard() -> str:
    """The standard with its edition, which every class's name goes with."""
    return f"{STANDARD}:{edition()}"


def money(amount: float, currency: str) -> str:
    """An amount as short as it can be read: 4.62 M ₸, 810,000 ₸."""
    if abs(amount) >= MILLION:
        return _("%(amount)s M %(currency)s") % {"amount": speech.number(amount / MILLION, 2), "currency": currency}
    return f"{speech.number(amount)}{SPACE}{currency}"


def share(part: float, of: float) -> str:
    """A share in percent; a dash of nothing."""
    return f"{speech.number(100 * part / of)}{THIN}%" if of else NOTHING


def cameras(count: int) -> str:
    return ngettext("%(n)s camera", "%(n)s cameras", count) % {"n": speech.number(count)}


def signed(amount: float) -> str:
    """A difference with its sign; a lone zero for none."""
    return f"+{speech.number(amount)}" if amount > 0 else speech.number(amount)


def kind(code: str) -> str:
    """What is counted: a crime's kind, an accident by its gravest consequence."""
    accidents = {
        "accident_killed": _("accident with dead"),
        "accident_injured": _("accident with injured"),
        "accident_damage": _("accident with damage"),
    }
    return accidents.get(code) or kinds.title(code)


def measure(code: str) -> str:
    return {
        "crimes": _("Crimes seen"),
        "accidents": _("Accidents seen"),
        "gates": _("School gates"),
        "twice": _("Seen by 2 and more"),
    }[code]

"""A health page's figures as people read them."""

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from gis_app.config.health import Fact

register = template.Library()
MINUTE, HOUR, DAY = 60, 3_600, 86_400


@register.filter
def figure(fact: Fact) -> str:
    """A size, a duration, a number, yes or no, or a word, by the fact's unit."""
    if fact.unit == "B":
        return filesizeformat(fact.value)
    if fact.unit == "s" and fact.value < 60:
        return _("%(n)s s") % {"n": number_format(fact.value)}
    if fact.unit == "s":
        return duration(fact.value)
    if isinstance(fact.value, bool):
        return _("yes") if fact.value else _("no")
    return number_format(fact.value, force_grouping=True) if isinstance(fact.value, int) else str(fact.value)


def duration(seconds: int) -> str:
    """A length of time in its two largest units.

    >>> duration(150), duration(3 * HOUR + 59), duration(2 * DAY + 5 * HOUR)
    ('2 min', '3 h 0 min', '2 d 5 h')
    """
    days, hours, minutes = seconds // DAY, seconds % DAY // HOUR, seconds % HOUR // MINUTE
    if days:
        return _("%(days)s d %(hours)s h") % {"days": number_format(days, force_grouping=True), "hours": hours}
    if hours:
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
    return _("%(minutes)s min") % {"minutes": minutes}

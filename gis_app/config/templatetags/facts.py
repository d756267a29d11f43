"""A health page's figures as people read them."""

from datetime import timedelta

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.timesince import timesince
from django.utils.timezone import now
from django.utils.translation import gettext as _

from gis_app.config.health import Fact

register = template.Library()


@register.filter
def figure(fact: Fact) -> str:
    """A size, a duration, a number, yes or no, or a word, by the fact's unit."""
    if fact.unit == "B":
        return filesizeformat(fact.value)
    if fact.unit == "s" and fact.value < 60:
        return _("%(n)s s") % {"n": number_format(fact.value)}
    if fact.unit == "s":
        moment = now()
        return timesince(moment - timedelta(seconds=fact.value), moment)
    if isinstance(fact.value, bool):
        return _("yes") if fact.value else _("no")
    return number_format(fact.value, force_grouping=True) if isinstance(fact.value, int) else str(fact.value)

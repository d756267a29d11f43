"""What a file is of: filters, moment, sources with their licences and dates, rows without a place, meanings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app import speech
from gis_app.incidents.filters import Filters
from gis_app.places.queries import city
from gis_app.sources.models import Delivery, Source
from layers.counts import heeded, not_placed
from layers.export.columns import MEANING, names
from layers.layer import Layer
from layers.sentence import sentence


@dataclass(frozen=True)
class About:
    """The account that goes with a download; `made` is in the city's zone, `rows` is how many the filters leave."""

    layer: Layer
    filters: Filters
    rows: int
    unplaced: int
    made: datetime
    city: str
    zone: str
    sources: tuple[str, ...]

    def lines(self) -> list[tuple[str, str]]:
        """Names and values in the reader's language, the columns' meanings last."""
        return [
            (_("City"), self.city),
            (_("Layer"), str(self.layer.title)),
            (_("Filters"), sentence(self.filters)),
            (_("Rows"), speech.number(self.rows)),
            (_("Not placed, in no row"), speech.number(self.unplaced)),
            (_("Made"), f"{speech.moment(self.made)} ({self.zone})"),
            (_("Coordinates"), _("longitude and latitude in degrees, WGS 84 (EPSG:4326)")),
            *((_("Source"), one) for one in self.sources),
            *((f"{_('Column')} {name}", str(MEANING[name])) for name in names(self.layer)),
        ]

    def text(self) -> str:
        return "".join(f"{name}: {value}\n" for name, value in self.lines())


def about(user: Any, layer: Layer, filters: Filters, rows: QuerySet, count: int) -> About:
    here = city()
    unplaced = not_placed(user, layer.id, heeded(layer, filters)).count()
    made = timezone.now().astimezone(here.zone) if here else timezone.now()
    zone, name = (here.timezone, here.name) if here else ("UTC", "")
    return About(layer, filters, count, unplaced, made, name, zone, tuple(map(told, sources_of(rows, layer.origin))))


def sources_of(rows: QuerySet, through: str | None = "") -> list[Source]:
    """The sources that any of the rows came from, themselves or through a relation; none where it is None."""
    if through is None:
        return []
    name = f"{through}__source_id" if through else "source_id"
    return list(Source.objects.filter(pk__in=rows.order_by().values(name).distinct()).order_by("name"))


def told(source: Source) -> str:
    """A source's name, publisher, licence, address, and how fresh it is."""
    published = Delivery.objects.filter(source=source, state=Delivery.State.PUBLISHED).order_by("-received_at").first()
    fresh = _("data until %(day)s") % {"day": speech.day(published.newest)} if published and published.newest else ""
    came = _("received %(day)s") % {"day": speech.day(published.received_at.date())} if published else ""
    parts = (source.title, source.publisher, source.licence, source.address, fresh, came)
    return "; ".join(part for part in parts if part)

"""What the pages read: always the rows of a layer, or of `visible_to`, for the person who asks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth, TruncWeek
from django.db.models.functions.datetime import TruncBase
from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboards import controls
from gis_app.findings import queries as findings
from gis_app.incidents import kinds as taxonomy
from gis_app.incidents.filters import Filters
from gis_app.incidents.totals import number as number_of_totals
from gis_app.modules import INCIDENTS, is_on, on
from gis_app.places import queries as places
from gis_app.places.models import Area, Site, Street
from gis_app.sources import queries as sources
from gis_app.sources.models import Delivery, Rejection
from gis_app.speech import in_order
from layers import by_area, sums, together
from layers.coverage import class_title
from layers.incidents import DAILY
from layers.registry import BY_ID
from layers.shared import local_name, named
from layers.words import AREA_KINDS, CAMERA_KINDS, CAMERA_STATES, word

TABLES = ("crimes", "accidents", "calls", "cameras")
ORDER = {"at": "at", "kind": "kind", "place": "place", "area": "area__name", "dead": "dead", "injured": "injured"}
ORDER |= {"source": "source__name", "code": "code", "status": "status", "address": "address", "azimuth": "azimuth"}
STEPS = {TruncWeek: "W-SUN", TruncMonth: "M"}
DAY = timedelta(days=1)
Given = Mapping[str, Any]


def city() -> Any:
    """The one city, None where none is loaded."""
    return places.city()


def rows(user: Any, layer: str, given: Given) -> QuerySet:
    """What `user` may see of a layer within the filters of an address."""
    found = BY_ID[layer].rows(user, filters(given))
    return found if is_on(layer) else found.none()


def empty_layers(layers: Iterable[str] = ("streets", "buildings", *TABLES)) -> set[str]:
    """Those of the layers that hold no row, for nobody."""
    models = {layer: BY_ID[layer].rows(AnonymousUser(), Filters()).model for layer in layers}
    return {layer for layer, model in models.items() if not model._default_manager.exists()}


def filters(given: Given) -> Filters:
    """The address's filters, `{"from", "to", "kind": [], "area": [], "precision"}`, as the layers take them."""
    query = QueryDict(mutable=True)
    for name, value in given.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return Filters.parse(query)


def over_time(user: Any, given: Given, step: type[TruncBase] = TruncWeek) -> pd.DataFrame:
    """Incidents by week or month: columns start (its first day), layer, n, first, last (days that have incidents).

    The store counts by day alone, which an index does; a day's week is told afterwards. By month the totals of
    districts count too.
    """
    asked = filters(given)
    counted = pd.DataFrame(together.days(user, on(INCIDENTS), asked), columns=["layer", "first", "n"])
    counted = counted.assign(last=counted["first"])
    if step is TruncMonth and not (told := totals_by_month(user, asked)).empty:
        counted = pd.concat([counted, told], ignore_index=True) if len(counted) else told
    counted["start"] = pd.to_datetime(counted["first"]).dt.to_period(STEPS[step]).dt.start_time.dt.date
    grouped = counted.groupby(["layer", "start"], as_index=False)
    return grouped.agg(n=("n", "sum"), first=("first", "min"), last=("last", "max"))


def totals_by_month(user: Any, asked: Filters) -> pd.DataFrame:
    """Totals of districts by month: columns layer, first, last (the month's days), n."""
    told = [(layer, day, end - DAY, n) for layer, day, end, n in together.months(user, on(INCIDENTS), asked)]
    return pd.DataFrame(told, columns=["layer", "first", "last", "n"])


def summed(user: Any, given: Given, layers: Sequence[str] = INCIDENTS) -> int:
    """How many incidents of a filter are known as totals of districts alone."""
    return number_of_totals(user, on(layers), filters(given))


def left_out(user: Any, given: Given, layers: Sequence[str] = INCIDENTS) -> str:
    """Why totals of districts can't be counted within a filter, "" where they are or there are none."""
    return by_area.left_out(user, on(layers), filters(given))


def by_kind(user: Any, given: Given) -> pd.DataFrame:
    """Incidents by kind, points and totals of districts: columns kind, layer, n."""
    counted = together.by_kind(user, on(INCIDENTS), filters(given))
    return pd.DataFrame([(*key, n) for key, n in counted.items()], columns=["kind", "layer", "n"])


def kind_names() -> dict[str, str]:
    """Every kind of the incidents that the city uses by its code, in the reader's language."""
    return {code: kind.title for code, kind in taxonomy.kinds().items() if is_on(kind.layer)}


def kind_choices(names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The kinds in groups, as a MultiSelect takes them; `names` are the layers' titles."""
    return [
        {
            "group": names[layer],
            "items": [{"value": kind.code, "label": kind.title} for kind in taxonomy.of_layer(layer)],
        }
        for layer in on(INCIDENTS)
    ] + class_choices(names)


def class_choices(names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The classes by which coverage can be narrowed, where the city uses cameras."""
    classes = [{"value": one.name, "label": class_title(one.name)} for one in findings.qualities()]
    return [{"group": names["coverage"], "items": classes}] if is_on("coverage") else []


def area_choices(user: Any) -> list[dict[str, Any]]:
    """Districts first, then police districts and beats, each group by name; the city itself is no choice.

    A choice's value is what the filter `area` takes: a district's code, else `kind:code`.
    """
    named = places.visible_to(user, Area).exclude(kind=Area.Kind.CITY).annotate(title=local_name())
    found = named.order_by(in_order("title"), "code").values_list("kind", "code", "title")
    groups: dict[str, list[dict[str, str]]] = {kind: [] for kind in AREA_KINDS}
    for kind, code, name in found:
        value = code if kind == Area.Kind.DISTRICT else f"{kind}:{code}"
        groups[kind].append({"value": value, "label": name or code})
    return [{"group": word(AREA_KINDS, kind), "items": items} for kind, items in groups.items() if items]


def table(
    user: Any, layer: str, given: Given, start: int, end: int, order: Sequence[Given]
) -> tuple[list[dict[str, Any]], int]:
    """Rows `start` to `end` of a layer's table and how many there are in all. order: AG Grid's sort model."""
    found = rows(user, layer, given)
    keys = [("-" if one["sort"] == "desc" else "") + ORDER[one["colId"]] for one in order if one["colId"] in ORDER]
    page = found.select_related("area", "source").order_by(*keys, "pk")[start:end]
    told = camera_row if layer == "cameras" else incident_row
    zone = zone_of_city()
    return [told(row, zone) for row in page], sums.total(user, BY_ID[layer], filters(given)) if is_on(layer) else 0


def incident_row(row: Any, zone: ZoneInfo) -> dict[str, Any]:
    at = controls.day(row.day) if row.time_precision in DAILY else controls.moment(row.at.astimezone(zone))
    return {
        "id": str(row.pk),
        "at": at,
        "kind": taxonomy.title(row.kind),
        "place": row.place,
        "area": named(row.area) if row.area else "",
        "dead": row.dead,
        "injured": row.injured,
        "source": row.source.title,
    }


def camera_row(row: Any, _zone: ZoneInfo) -> dict[str, Any]:
    kind, status = word(CAMERA_KINDS, row.kind), word(CAMERA_STATES, row.status)
    return {
        "id": str(row.pk),
        "code": row.code,
        "kind": kind,
        "status": status,
        "address": row.address,
        "azimuth": row.azimuth,
    }


def zone_of_city() -> ZoneInfo:
    return places.zone_of_city()


def deliveries(user: Any) -> QuerySet:
    """Deliveries the person may see, with their sources, the newest first."""
    return sources.visible_to(user, Delivery).select_related("source").order_by("-received_at", "-pk")


def rejections(user: Any, delivery: int, reason: str | None) -> QuerySet:
    """Rows that a delivery could not place, in the order of its file."""
    found = sources.visible_to(user, Rejection).filter(last_delivery=delivery).order_by("line", "pk")
    return found.filter(reason=reason) if reason else found


def open_rejections(user: Any) -> int:
    """Rejected rows that nobody has placed yet."""
    return sources.visible_to(user, Rejection).filter(resolved_at=None).count()


def totals(user: Any) -> dict[str, int]:
    """Sums of the accounts of all published deliveries, and how many sources they are of."""
    sums = {name: Sum(name, default=0) for name in ("read", "loaded", "updated", "unchanged", "rejected")}
    published = deliveries(user).filter(state=Delivery.State.PUBLISHED).order_by()
    return published.aggregate(sources=Count("source", distinct=True), **sums)


def delivery(user: Any, number: int | None) -> Any:
    """A delivery by its number, the newest where no number is given; None where there is none to see."""
    found = deliveries(user)
    return found.filter(pk=number).first() if number is not None else found.first()


def site_kinds(user: Any) -> list[str]:
    """Kinds of the sites that there are."""
    return list(places.visible_to(user, Site).order_by().values_list("kind", flat=True).distinct())


def attribution() -> str:
    """Whom the map's background must name: OpenStreetMap where streets come from it, nobody where all is invented."""
    here = city()
    if here and here.invented:
        return _("Invented city")
    return _("© OpenStreetMap contributors") if Street.objects.filter(source__code__startswith="osm").exists() else ""


def crowd(user: Any) -> int:
    """How many incidents the person can see at all."""
    return sum(sums.total(user, BY_ID[layer], Filters()) for layer in on(INCIDENTS))

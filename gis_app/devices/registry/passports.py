"""A camera's passport as figures need it: what is stated, how old it is, how far it is in the funnel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, CharField, F, QuerySet, When
from django.utils import timezone

from gis_app.devices.models import Camera, WorkOrder
from gis_app.devices.queries import visible_to
from gis_app.devices.workorders.workflow import UNFINISHED
from gis_app.places.queries import zone_of_city

COLUMNS = {
    "owner_name": F("owner__name"),
    "holder_name": F("holder__name"),
    "contact": Case(
        When(holder__contact__gt="", then=F("holder__contact")),
        default=F("owner__contact"),
        output_field=CharField(),
    ),
    "area_name": F("area__name"),
    "conditions": F("standing__conditions"),
    "retention_days": F("standing__retention_days"),
    "seen_at": F("standing__seen_at"),
    "in_focus": F("standing__in_focus"),
    "occluded_at": F("standing__occluded_at"),
}
OWN = [
    "pk",
    "code",
    "inventory_number",
    "address",
    "kind",
    "status",
    "connection",
    "azimuth",
    "hfov",
    "height_m",
    "width_px",
    "archive_days",
    "assumed",
    "purpose",
    "legal_ground",
    "installed_on",
    "removed_on",
    "last_check",
    "withdrawn_at",
    "owner_id",
    "holder_id",
    "area_id",
]
WANTED = [
    "address",
    "kind",
    "status",
    "azimuth",
    "hfov",
    "height_m",
    "width_px",
    "owner",
    "contact",
    "purpose",
    "legal_ground",
    "archive_days",
    "retention_days",
    "installed_on",
    "checked_on",
]
OPTICAL = {"azimuth", "hfov", "height_m", "width_px"}
ALL_ROUND = 360
Known = bool | None


@dataclass(frozen=True)
class Passport:
    """One camera's passport on a day; what nobody stated is None or ""."""

    pk: int
    code: str
    inventory_number: str
    address: str
    kind: str
    status: str
    connection: str
    azimuth: float | None
    hfov: float | None
    height_m: float | None
    width_px: int | None
    archive_days: int | None
    assumed: frozenset[str]
    purpose: str
    legal_ground: str
    installed_on: date | None
    removed_on: date | None
    last_check: date | None
    withdrawn: bool
    owner_id: int | None
    holder_id: int | None
    area_id: int | None
    owner: str
    holder: str
    contact: str
    area: str
    conditions: str
    retention_days: int | None
    seen_on: date | None
    in_focus: bool | None
    occluded_on: date | None
    today: date

    @property
    def checked_on(self) -> date | None:
        """The newest of what the lists say and what was seen at the pole."""
        return max((day for day in (self.last_check, self.seen_on) if day), default=None)

    @property
    def days_since_check(self) -> int | None:
        return (self.today - self.checked_on).days if self.checked_on else None

    @property
    def occluded(self) -> Known:
        """None where nobody has looked."""
        return None if self.seen_on is None else self.occluded_on is not None

    @property
    def promise_kept(self) -> Known:
        """Whether the archive is at least as deep as the owner promised; None where one of them is not known."""
        if self.retention_days is None or self.archive_days is None:
            return None
        return self.archive_days >= self.retention_days

    @property
    def missing(self) -> list[str]:
        """The wanted fields that nobody stated; what was only assumed is not stated."""
        return [name for name in WANTED if not self.stated(name)]

    @property
    def completeness(self) -> float:
        """Share of the wanted fields that are stated, 0 to 1."""
        return 1 - len(self.missing) / len(WANTED)

    def stated(self, name: str) -> bool:
        if name == "azimuth" and (self.kind == "dome" or (self.hfov or 0) >= ALL_ROUND):
            return True
        value = getattr(self, name)
        return value not in (None, "", "unknown") and not (name in OPTICAL and name in self.assumed)


def passports(user: Any, rows: "QuerySet[Camera] | None" = None) -> list[Passport]:
    """The passports of all cameras that a person sees, or of these of them, by code."""
    zone = zone_of_city()
    found = rows if rows is not None else visible_to(user)
    told = found.order_by("code", "pk").annotate(**COLUMNS).values(*OWN, *COLUMNS)
    today = timezone.now().astimezone(zone).date()
    return [passport(row, today, zone) for row in told.iterator(chunk_size=5_000)]


def passport(row: dict[str, Any], today: date, zone: ZoneInfo) -> Passport:
    """row: a camera's `OWN` and `COLUMNS`."""
    words = {name: row.pop(name) or "" for name in ("owner_name", "holder_name", "area_name", "contact", "conditions")}
    moments = {name: local_day(row.pop(name), zone) for name in ("seen_at", "occluded_at")}
    row["withdrawn"], row["assumed"] = row.pop("withdrawn_at") is not None, frozenset(row["assumed"])
    return Passport(
        **row,
        owner=words["owner_name"],
        holder=words["holder_name"],
        area=words["area_name"],
        contact=words["contact"],
        conditions=words["conditions"],
        seen_on=moments["seen_at"],
        occluded_on=moments["occluded_at"],
        today=today,
    )


def local_day(at: datetime | None, zone: ZoneInfo) -> date | None:
    return at.astimezone(zone).date() if at else None


def work_waiting(pks: Iterable[int]) -> dict[int, str]:
    """The oldest unfinished work of each of these cameras."""
    rows = WorkOrder.objects.filter(camera__in=list(pks), state__in=UNFINISHED).order_by("-opened_at")
    return dict(rows.values_list("camera_id", "work"))


def mean_completeness(found: "Iterable[Passport]") -> float | None:
    """The mean over the passports, 0 to 1; None for none."""
    shares = [one.completeness for one in found]
    return sum(shares) / len(shares) if shares else None

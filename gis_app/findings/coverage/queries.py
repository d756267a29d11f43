"""Reads of coverage: shares at a class, the records behind them, and the gaps."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Case, F, FloatField, Func, Q, QuerySet, Subquery, Sum, When
from django.db.models.fields.json import KT

from gis_app.findings.coverage.models import METHOD, Demand, Gap
from gis_app.findings.models import Run
from gis_app.findings.queries import qualities
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.sources.models import LayerVersion

PLACE = (("lon", "X"), ("lat", "Y"))
SEEN = {False: ("seen", "twice"), True: ("seen_working", "twice_working")}
MADE_OF = ("crimes", "accidents", "streets", "buildings", "sites", "areas", "cameras", "coverage")
NEEDED = (Permission.INCIDENT_SEE, Permission.CAMERA_SEE, Permission.WHOLE_CITY_SEE)


@dataclass(frozen=True)
class Asked:
    """At which class ("" at all), by working cameras only or all, and of which areas (none: the whole city)."""

    quality: str = ""
    working: bool = False
    areas: tuple[int, ...] = ()


@dataclass(frozen=True)
class Share:
    """Of `amount`, in the measure's unit, what is `seen`, and what by two cameras or more; a union, never a sum."""

    amount: float
    seen: float
    twice: float

    @property
    def part(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.seen / self.amount if self.amount else None

    @property
    def part_twice(self) -> float | None:
        return self.twice / self.amount if self.amount else None


def ranked() -> list[str]:
    """The codes of the classes in the order of their ranks: the first, "" for seen at all, has rank 1."""
    return ["", *(one.name for one in qualities())]


def usual() -> str:
    """The class that is meant where none is named: the coarsest, by which one sees that somebody is there."""
    return qualities()[0].name


def run() -> Run | None:
    """The newest whole computation; None where there is none yet."""
    return _newest().first()


def _newest() -> "QuerySet[Run]":
    return Run.objects.filter(method=METHOD, state=Run.State.DONE).order_by("-started_at", "-pk")


def usual_of_run() -> Subquery:
    """The usual class as the newest run knew it, for a query."""
    return Subquery(_newest().values(usual=KT("parameters__usual"))[:1])


def outdated(of: Run) -> bool:
    """Whether anything it was made of has been written since it began."""
    return LayerVersion.objects.filter(layer__in=MADE_OF, number__gt=of.started_at.timestamp() * 1e6).exists()


def rank(of: Run, quality: str) -> int:
    """The rank of a class in a run; one that its edition does not have is beyond all."""
    classes: list[str] = of.parameters["qualities"]
    return classes.index(quality) + 1 if quality in classes else len(classes) + 1


def visible_to(user: Any, of: Run) -> "QuerySet[Demand]":
    """The points of a run: for those who see the whole city with its incidents and cameras, for nobody else."""
    rows = Demand.objects.filter(run=of)
    return rows if all(may(user, one) for one in NEEDED) else rows.none()


def gaps_visible_to(user: Any) -> "QuerySet[Gap]":
    """The gaps of the newest run, for the same people. Asks the store nothing yet."""
    rows = Gap.objects.filter(run=Subquery(_newest().values("pk")[:1]))
    return rows if all(may(user, one) for one in NEEDED) else rows.none()


def shares(user: Any, of: Run, asked: Asked, *by: str) -> dict[tuple[Any, ...], Share]:
    """Shares by measure and by the fields named besides (`group`, `area`, `hour`)."""
    return _summed(chosen(visible_to(user, of), asked), of, asked, *by)


def _summed(rows: "QuerySet[Demand]", of: Run, asked: Asked, *by: str) -> dict[tuple[Any, ...], Share]:
    once, twice = (_reached(name, rank(of, asked.quality)) for name in SEEN[asked.working])
    summed = rows.order_by().values_list("measure", *by).annotate(whole=Sum("amount"), once=Sum(once), two=Sum(twice))
    return {tuple(row[:-3]): Share(*row[-3:]) for row in summed}


def told(of: Run) -> dict[str, dict[str, dict[str, float]]]:
    """By class and measure the parts that working cameras see, `seen`, and two of them, `twice`: for the command line.

    For nobody in particular: only who runs the home reads it.
    """
    rows, found = Demand.objects.filter(run=of), {}
    for quality in of.parameters["qualities"]:
        summed = _summed(rows, of, Asked(quality, working=True))
        found[quality] = {
            key[0]: {"seen": round(share.part or 0, 4), "twice": round(share.part_twice or 0, 4)}
            for key, share in sorted(summed.items())
        }
    return found


def chosen(rows: "QuerySet[Demand]", asked: Asked) -> "QuerySet[Demand]":
    return rows.filter(area__in=asked.areas) if asked.areas else rows


def _reached(name: str, least: int) -> Case:
    """The amount where a rank reaches the least that counts, else nothing."""
    return Case(When(Q(**{f"{name}__gte": least}), then=F("amount")), default=0.0, output_field=FloatField())


def behind(
    user: Any, of: Run, asked: Asked, measure: str, *, group: str = "", hour: int | None = None, state: str = ""
) -> "QuerySet[Demand]":
    """Rows `record, whole, once, two, lon, lat` behind a figure, the least seen first; the place is their middle.

    state: "seen" (any of it), "unseen" (any of it not), "twice" (any of it by two cameras), "" all.
    """
    rows = chosen(visible_to(user, of), asked).filter(measure=measure)
    if group:
        rows = rows.filter(group=group)
    if hour is not None:
        rows = rows.filter(hour=hour)
    once, twice = (_reached(name, rank(of, asked.quality)) for name in SEEN[asked.working])
    place = {name: Avg(Func(F("point"), function=f"ST_{axis}", output_field=FloatField())) for name, axis in PLACE}
    summed: Any = rows.order_by().values("record")
    summed = summed.annotate(whole=Sum("amount"), once=Sum(once), two=Sum(twice), **place)
    wanted = {"seen": Q(once__gt=0), "unseen": Q(once__lt=F("whole")), "twice": Q(two__gt=0)}
    found = summed.filter(wanted[state]) if state in wanted else summed
    return found.order_by(F("once") - F("whole"), "record")

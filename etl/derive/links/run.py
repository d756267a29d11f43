"""Linking as a job after a delivery, or of the whole store; a dry run leaves nothing behind."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count

from etl.derive.links.keep import find_again, keep
from etl.derive.links.near import find
from etl.derive.metric import srid
from etl.ending import ending
from etl.errors import Cancelled, NoSuchSource
from etl.load.statements import execute
from etl.targets import TARGETS
from gis_app.incidents.links.models import Link
from gis_app.incidents.links.pairs import Pair, pairs
from gis_app.incidents.links.settle import settle
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job
from gis_app.places.models import City
from gis_app.sources.models import Delivery

Changed = Mapping[str, Sequence[int]]
KIND = "link"
DECIDING = {"point", "kind", "moment"}


def put_after(delivery: Delivery, layers: set[str]) -> None:
    """A job, nobody's own, that links what a delivery brought, where its layers can be linked at all."""
    if layers & _layers():
        jobs.put(kind=KIND, key=str(delivery.pk), arguments={"delivery": delivery.pk})


def put_for(layer: str, ids: Sequence[int], fields: Iterable[str], at: datetime) -> None:
    """A job, nobody's own, that links records anew after a person put such fields of them right at that moment.

    None where the fields decide nothing, or the layer is of no pair. Records that are no longer there may be named too.
    """
    if ids and DECIDING.intersection(fields) and layer in _layers():
        key = f"{layer}/{min(ids)}/{at.isoformat()}"
        jobs.put(kind=KIND, key=key, arguments={"records": {layer: sorted(ids)}})


def _layers() -> set[str]:
    return {layer for one in pairs().values() for layer in (one.a, one.b)}


def work(job: Job) -> list[dict[str, Any]]:
    """Do a claimed job: link the records of its delivery, those it names by layer and id, or the whole store."""
    with jobs.beating(job) as beat:

        def watch() -> None:
            if beat.cancelled or beat.lost:
                raise Cancelled("Cancelled: no link was changed.")

        with ending(job):
            told = link(changed=_changed(job), watch=watch)
    return told


def _changed(job: Job) -> Changed | None:
    if "delivery" in job.arguments:
        brought = {
            layer: list(
                TARGETS[layer]._default_manager.filter(delivery=job.arguments["delivery"]).values_list("pk", flat=True)
            )
            for layer in _layers()
        }
        return {layer: ids for layer, ids in brought.items() if ids}
    return job.arguments.get("records")


def link(*, changed: Changed | None = None, dry: bool = False, watch: Any = lambda: None) -> list[dict[str, Any]]:
    """Find what may tell of one event and link what is certain, as a whole or not at all.

    changed: ids of the records that are new or differ, by layer; None looks through the whole store. Gives for each
    pair its numbers of links by state, `new` of them, and the seconds it took. Raises NoSuchSource without a city.
    """
    city = City.objects.first()
    if city is None:
        raise NoSuchSource("This home has no city yet. Load one: ./safecity load city.yml.")
    number = srid(city)
    with transaction.atomic():
        execute("SET LOCAL jit = off")
        for layer in _layers():
            find_again(layer)
        meant = [one for one in pairs().values() if _meant(one, changed)]
        looked = [_look(one, number, changed, watch) for one in meant]
        settle(None if changed is None else (end for one in looked for end in one.ends))
        told = [_told(one) for one in looked]
        transaction.set_rollback(dry)
    return told


def _meant(pair: Pair, changed: Changed | None) -> bool:
    return changed is None or bool({pair.a, pair.b} & set(changed))


@dataclass(frozen=True)
class Looked:
    """What a look for candidates of one pair left to settle: the records concerned; links there before, seconds."""

    pair: Pair
    ends: list[tuple[str, int]]
    before: int
    seconds: float


def _look(pair: Pair, number: int, changed: Changed | None, watch: Any) -> Looked:
    watch()
    began, before = time.monotonic(), Link.objects.filter(pair=pair.name).count()
    ids_a, ids_b = (None, None) if changed is None else (changed.get(pair.a, ()), changed.get(pair.b, ()))
    find(pair, number, ids_a, ids_b)
    ends = keep(pair, ids_a, ids_b)
    return Looked(pair, ends, before, time.monotonic() - began)


def _told(looked: Looked) -> dict[str, Any]:
    pair, rows = looked.pair, Link.objects.filter(pair=looked.pair.name)
    states = dict(rows.values_list("state").annotate(n=Count("*")).order_by())
    counts = {str(state): states.get(state, 0) for state in Link.State.values}
    told = {"pair": pair.name, "minutes": pair.minutes, "metres": pair.metres, "found": sum(counts.values())}
    broken, new = rows.exclude(broken="").count(), sum(counts.values()) - looked.before
    return {**told, **counts, "broken": broken, "new": new, "seconds": round(looked.seconds, 3)}

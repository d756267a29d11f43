"""A placement as a job: the greedy answer as soon as it is there, a better one while there is time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack

from etl.derive.placement.candidates import candidates
from etl.derive.placement.choice import Field, curve, judged
from etl.derive.placement.incidents import incidents, metres, seen_today
from etl.derive.placement.places import Spots
from etl.derive.placement.sites import sites
from etl.derive.placement.told import told
from etl.derive.placement.views import views
from etl.errors import STORE_AWAY, Cancelled
from gis_app.errors import Mistake
from gis_app.findings.camera_models import catalogue
from gis_app.findings.demand import rules
from gis_app.findings.metric import Metric
from gis_app.findings.placements.actions import answered
from gis_app.findings.placements.models import Placement
from gis_app.findings.placements.parameters import Asked, parsed
from gis_app.findings.queries import quality_named
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job
from gis_app.people.models import User
from gis_app.places.models import City
from layers.methods.maximal_cover import Answer, Status, exact, lazy_greedy

WHOLE, LOOKED, TOLD_EVERY_S = 100, 60, 2.0


def work(job: Job) -> dict[str, Any] | None:
    """Do a claimed job; a mistake in the question, found only now, is the job's error in one sentence.

    Cancelled before there is a choice it leaves none; later the best so far stays, and says that it was cancelled.
    """
    with jobs.beating(job) as beat:
        beat.total = WHOLE
        placement = Placement.objects.select_related("by").get(pk=int(job.key))

        def ended(done: float) -> bool:
            beat.done = int(done)
            return beat.cancelled or beat.lost

        try:
            answer = place(placement, ended)
        except Cancelled as outcome:
            jobs.finish(job, Job.State.CANCELLED, str(outcome))
            raise
        except (Mistake, ValueError) as mistake:
            jobs.finish(job, Job.State.FAILED, str(mistake))
            return None
        except STORE_AWAY:
            raise
        except Exception as error:
            jobs.finish(job, Job.State.FAILED, f"{type(error).__name__}: see the log.")
            raise
        cancelled = answer["status"] == Status.CANCELLED
        jobs.finish(job, Job.State.CANCELLED if cancelled else Job.State.DONE)
    return answer


def place(placement: Placement, ended: Callable[[float], bool] = lambda done: False) -> dict[str, Any]:
    """Answer a question and keep the answer; `ended` is told the percentage done and answers whether to end.

    Raises Cancelled before the first choice, Mistake or ValueError when the question cannot be answered.
    """
    asked, city = parsed(placement.parameters), City.objects.get()
    metric, by = Metric.of(city), placement.by or User()
    field, spots, counts = gathered(asked, by, city, metric, ended)
    weights = field.found.summed(asked.demand.from_, asked.demand.to)
    asked_of = field.problem(weights)
    greedy = lazy_greedy(asked_of)
    sure = judged(field)

    def keep(answer: Answer, line: list[dict[str, float]]) -> dict[str, Any]:
        document = told(field, spots, counts, answer, metric, weights, line, sure)
        answered(placement=placement.pk, answer=document)
        return document

    first = keep(greedy, curve(field, weights, greedy))
    if not asked.exact or ended(LOOKED + 5):
        return first

    def watch(objective: float, bound: float, seconds: float) -> bool:
        if seconds - first.get("progress", {}).get("seconds", 0.0) >= TOLD_EVERY_S:
            least = max(objective, greedy.objective)
            gap = (bound - least) / bound if bound else 0.0
            known = {"objective": least, "bound": bound, "gap": gap, "seconds": seconds}
            first["progress"] = {name: round(value, 6) for name, value in known.items()}
            answered(placement=placement.pk, answer=first)
        return ended(LOOKED + 5 + (WHOLE - LOOKED - 5) * min(1.0, seconds / asked.seconds))

    best = exact(asked_of, gap=asked.gap, seconds=asked.seconds, watch=watch)
    return keep(best, curve(field, weights, best))


def gathered(
    asked: Asked, by: User, city: City, metric: Metric, ended: Callable[[float], bool]
) -> tuple[Field, Spots, dict[str, int]]:
    """All that the choice is made from. Raises Cancelled."""
    found = incidents(asked, by, city, rules())
    today = seen_today(asked, by, found.lon, found.lat)
    px_per_m = quality_named(asked.quality).px_per_m if asked.quality else None
    places = candidates(asked, city, metric, rules())

    def watch(done: int, total: int) -> None:
        if ended(LOOKED * done / max(1, total)):
            raise Cancelled("Cancelled: no camera was placed.")

    (x, y), (site_x, site_y) = metres(metric, found), sites(asked, by, city, metric)
    unseen = np.flatnonzero(~today)
    demand = (np.concatenate([x[unseen], site_x]), np.concatenate([y[unseen], site_y]))
    every = views(places.spots, demand, asked.models, catalogue(), metric, px_per_m, watch)
    required = np.array(sorted(set(asked.required_points)), dtype=np.int64)
    of_points = csr_matrix(every.spot[:, None] == required[None, :], dtype=np.int8)
    must = hstack([every.covers[:, len(unseen) :], of_points], format="csr")
    covers = _widened(every.covers[:, : len(unseen)], unseen, len(today))
    return Field(asked, found, today, replace(every, covers=covers), must), places.spots, places.counts


def _widened(covers: csr_matrix, columns: np.ndarray, count: int) -> csr_matrix:
    """The same entries in their columns of a wider matrix."""
    return csr_matrix((covers.data, columns[covers.indices], covers.indptr), shape=(covers.shape[0], count))

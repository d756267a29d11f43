"""A placement as a job: the greedy answer as soon as it is there, a better one while there is time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from scipy.sparse import csr_matrix, hstack

from etl.derive.placement.candidates import Found, candidates
from etl.derive.placement.choice import Field, Judged, curve, judged
from etl.derive.placement.incidents import incidents, metres, seen_today
from etl.derive.placement.sites import sites
from etl.derive.placement.told import told
from etl.derive.placement.views import views
from etl.errors import STORE_AWAY, Cancelled
from gis_app.errors import BadInput, Mistake
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
from layers.methods.maximal_cover import Answer, Problem, Status, exact, lazy_greedy
from layers.methods.maximal_cover.exact import Watch
from layers.methods.maximal_cover.greedy import DeadEnd

WHOLE, LOOKED, TOLD_EVERY_S = 100, 60, 2.0
NOTHING = "Cancelled: no camera was placed."


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
            answer = place(placement, job, ended)
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


def place(placement: Placement, job: Job, ended: Callable[[float], bool]) -> dict[str, Any]:
    """Answer a question and keep the answer; `ended` is told the percentage done and answers whether to end.

    To the notes of `told` come `no_places`, where the rules allow none, and `not_judged`, where greed found no choice
    from the years before. Raises Cancelled before the first choice and once the job is another's, Mistake or ValueError
    when the question cannot be answered.
    """
    asked, city = parsed(placement.parameters), City.objects.get()
    metric, by = Metric.of(city), placement.by or User()
    field, places = gathered(asked, by, city, metric, ended)
    weights = field.found.summed(asked.demand.from_, asked.demand.to)
    asked_of = field.problem(weights)
    greedy = _greedy(asked_of, asked)
    sure, remarks = _judged(field)

    def write(document: dict[str, Any]) -> None:
        if not answered(placement=placement.pk, job=job, answer=document):
            raise Cancelled("Another worker has this placement now.")

    def keep(answer: Answer) -> dict[str, Any]:
        line = curve(field, weights, answer)
        document = told(field, places.spots, places.counts, answer, metric, weights, line, sure)
        document["points_left_out"] = places.left_out
        document["notes"] += remarks if len(places.spots) else ["no_places", *remarks]
        write(document)
        return document

    first = keep(greedy) if greedy else {}
    if greedy and (not asked.exact or ended(LOOKED + 5)):
        return first

    def watch(objective: float, bound: float, seconds: float) -> bool:
        if first and seconds - first.get("progress", {}).get("seconds", 0.0) >= TOLD_EVERY_S:
            least = max(objective, first["objective"])
            gap = (bound - least) / bound if bound else 0.0
            known = {"objective": least, "bound": bound, "gap": gap, "seconds": seconds}
            first["progress"] = {name: round(value, 6) for name, value in known.items()}
            write(first)
        return ended(LOOKED + 5 + (WHOLE - LOOKED - 5) * min(1.0, seconds / asked.seconds))

    return keep(_best(asked_of, asked, watch, ended, begun=greedy is not None))


def _greedy(asked_of: Problem, asked: Asked) -> Answer | None:
    """The first choice; None where greed found none and the search for the best one is still to come."""
    try:
        return lazy_greedy(asked_of)
    except DeadEnd:
        if not asked.exact:
            raise
        return None


def _judged(field: Field) -> tuple[Judged | None, list[str]]:
    """How sure such a choice is, and a note where none was found from the years before."""
    try:
        return judged(field), []
    except DeadEnd:
        return None, ["not_judged"]


def _best(asked_of: Problem, asked: Asked, watch: Watch, ended: Callable[[float], bool], *, begun: bool) -> Answer:
    """What the search found; `begun`: greed found a choice already. Without one raises Cancelled or ValueError."""
    try:
        best = exact(asked_of, gap=asked.gap, seconds=asked.seconds, watch=watch)
    except ValueError:
        if not begun and ended(LOOKED + 5):
            raise Cancelled(NOTHING) from None
        raise
    if begun or best.chosen:
        return best
    if best.status == Status.CANCELLED:
        raise Cancelled(NOTHING)
    raise ValueError("No choice that sees all that must be seen was found in the time allowed.")


def gathered(asked: Asked, by: User, city: City, metric: Metric, ended: Callable[[float], bool]) -> tuple[Field, Found]:
    """All that the choice is made from. Raises Cancelled, BadInput for a required point that breaks a rule."""
    found = incidents(asked, by, city, rules())
    today = seen_today(asked, by, found.lon, found.lat)
    px_per_m = quality_named(asked.quality).px_per_m if asked.quality else None
    places = candidates(asked, city, metric, rules())
    required = np.unique(np.array(asked.required_points, dtype=np.int64))
    if not np.isin(required, places.own).all():
        raise BadInput(_("A point that must get a camera lies where no camera may stand."))

    def watch(done: int, total: int) -> None:
        if ended(LOOKED * done / max(1, total)):
            raise Cancelled(NOTHING)

    (x, y), (site_x, site_y) = metres(metric, found), sites(asked, by, city, metric)
    unseen = np.flatnonzero(~today)
    demand = (np.concatenate([x[unseen], site_x]), np.concatenate([y[unseen], site_y]))
    every = views(places.spots, demand, asked.models, catalogue(), metric, px_per_m, watch)
    of_points = csr_matrix(every.spot[:, None] == np.searchsorted(places.own, required)[None, :], dtype=np.int8)
    must = hstack([every.covers[:, len(unseen) :], of_points], format="csr")
    covers = _widened(every.covers[:, : len(unseen)], unseen, len(today))
    return Field(asked, found, today, replace(every, covers=covers), must), places


def _widened(covers: csr_matrix, columns: np.ndarray, count: int) -> csr_matrix:
    """The same entries in their columns of a wider matrix."""
    return csr_matrix((covers.data, columns[covers.indices], covers.indptr), shape=(covers.shape[0], count))

"""How a job of one step ends: what leaves its work becomes its state."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from etl.errors import STORE_AWAY, Cancelled, DeliveryRefused
from gis_app.errors import Mistake
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job


@contextmanager
def ending(job: Job, close: Callable[..., Any] = jobs.finish) -> Iterator[None]:
    """Around a claimed job's work: done, cancelled with its sentence, or failed; every mistake goes on to the caller.

    A mistake of people's is told by its sentence, ours by its name. A store that is away closes nothing: the sweep
    finds the job. close(job, state, error) writes the state down.
    """
    try:
        yield
    except Cancelled as outcome:
        close(job, Job.State.CANCELLED, str(outcome))
        raise
    except STORE_AWAY:
        raise
    except (Mistake, DeliveryRefused) as mistake:
        close(job, Job.State.FAILED, str(mistake))
        raise
    except Exception as error:
        close(job, Job.State.FAILED, f"{type(error).__name__}: see the log.")
        raise
    close(job, Job.State.DONE)

"""One delivery from its file to the published rows, or a dry run of it that leaves nothing behind."""

import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from etl import load
from etl.account import Account
from etl.addresses import store
from etl.city import CitySpec, from_row, read_city
from etl.derive import after, areas
from etl.errors import STORE_AWAY, Cancelled, DeliveryRefused, NoSuchSource
from etl.load import Staging
from etl.receive import choose, receive
from etl.spec import SourceSpec, source
from etl.stage import stage
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job
from gis_app.people.models import User
from gis_app.places.actions import set_city, set_modules
from gis_app.places.models import City
from gis_app.sources import schedules
from gis_app.sources.actions import raise_versions
from gis_app.sources.models import Delivery, Source

Follow = Callable[[int, float], None]


def nobody(rows: int, share: float) -> None:
    """A follower for whom progress does not matter."""


def load_city(path: Path, *, by: User | None = None) -> City:
    """Make the declared city the one of this home; its country and modules hold from the next start of the product.

    Without `modules` those that were on stay on.

    Raises `BadDeclaration`, `OtherCity`.
    """
    spec = read_city(path)
    facts = {
        name: getattr(spec, name) for name in ("code", "name", "timezone", "crs", "languages", "margin_m", "invented")
    }
    city = set_city(by=by, boundary=spec.boundary.wkb, near=spec.near.wkb, **facts)
    settings.HOME.note_country(spec.country)
    if spec.modules is not None:
        set_modules(by=by, used=spec.modules)
    return city


def home_city() -> CitySpec:
    """The city of this home. Raises `NoSuchSource` where there is none."""
    city = City.objects.first()
    if city is None:
        raise NoSuchSource("This home has no city yet. Load one: ./safecity load city.yml.")
    return from_row(city)


def deliver(
    path: Path, code: str = "auto", *, by: int | None = None, progress: Follow = nobody, into_demo: bool = False
) -> dict[str, Any]:
    """Import a file for good and give its account.

    Raises `NoSuchSource` when it is unclear what the file is or where it should go, `DeliveryRefused` when the file as
    a whole can't be taken.
    """
    spec, city = choose(code, path), home_city()
    own = settings.DEMO and path.resolve().is_relative_to(settings.HOME.root / "demo")
    if city.invented and not own and not into_demo:
        raise NoSuchSource(
            "This home holds the invented city. Add --into-demo to lay real rows over it, or use another home."
        )
    delivery = receive(path, spec, by=by, foreign=city.invented and not own, invented=city.invented and own)
    job = jobs.claim(delivery.job_id) if delivery.job_id else None
    if job is None:
        return _awaited(delivery, progress)
    try:
        return work(job, progress)
    except STORE_AWAY as error:
        raise DeliveryRefused(
            f"The store went away in the middle of {path.name}. Nothing of it was loaded; send it again."
        ) from error


def _awaited(delivery: Delivery, progress: Follow) -> dict[str, Any]:
    """The account of a delivery that a worker took up before us."""
    while delivery.state in {Delivery.State.RECEIVED, Delivery.State.RUNNING}:
        time.sleep(0.5)
        delivery.refresh_from_db()
        progress(delivery.job.done if delivery.job else 0, 0.0)
    if delivery.error:
        raise DeliveryRefused(delivery.error)
    return account_of(delivery).document(delivery.source.code, delivery.id, delivery.seconds)


def account_of(delivery: Delivery) -> Account:
    counts = {name: getattr(delivery, name) for name in ("loaded", "updated", "unchanged", "made")}
    account = Account(**counts)
    account.reasons.update(delivery.reasons)
    account.notes.update(delivery.notes)
    return account


def work(job: Job, progress: Follow = nobody) -> dict[str, Any]:
    """Do a claimed import job. The delivery ends published, refused, cancelled or, on an unexpected error, failed.

    When the store goes away the job stays as it is: the sweep gives it to the next worker.
    """
    delivery = Delivery.objects.select_related("source").get(id=job.arguments["delivery"])
    if delivery.state == Delivery.State.PUBLISHED:
        jobs.finish(job, Job.State.DONE)
        return account_of(delivery).document(delivery.source.code, delivery.id, delivery.seconds)
    try:
        return _publish(job, delivery, progress)
    except (DeliveryRefused, Cancelled) as error:
        state = Delivery.State.REFUSED if isinstance(error, DeliveryRefused) else Delivery.State.CANCELLED
        _close(job, delivery, state, str(error))
        raise
    except STORE_AWAY:
        raise
    except Exception as error:
        _close(job, delivery, Delivery.State.FAILED, f"{type(error).__name__}: see the log.")
        raise


def _close(job: Job, delivery: Delivery, state: Delivery.State, error: str) -> None:
    """Tell how the delivery ended, unless another worker has taken it over meanwhile: then that one tells."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    ended = Job.State.CANCELLED if state == Delivery.State.CANCELLED else Job.State.FAILED
    with transaction.atomic():
        if jobs.finish(job, ended, error):
            Delivery.objects.filter(id=delivery.id).update(state=state, error=error, finished_at=timezone.now())


def _publish(job: Job, delivery: Delivery, progress: Follow) -> dict[str, Any]:
    began = time.monotonic()
    spec, city = source(delivery.source.code), home_city()
    Delivery.objects.filter(id=delivery.id).update(state=Delivery.State.RUNNING)
    given = load.given_by_people(delivery.source_id)
    with jobs.beating(job) as beat, Staging(given=given) as staging:

        def report(rows: int, share: float) -> None:
            beat.done, beat.total = rows, int(rows / share) if share else None
            if beat.cancelled or beat.lost:
                raise Cancelled("Cancelled: nothing of this file was loaded.")
            progress(rows, share)

        account = _staged(settings.HOME.root / delivery.file_path, spec, city, staging, report, home=True)
        with transaction.atomic():
            Source.objects.select_for_update().get(id=delivery.source_id)
            account.add(load.judge(staging, delivery.source_id, spec.unite))
            assure(account, spec)
            _write(staging, spec, delivery)
            whole = spec.whole or bool(job.arguments.get("whole"))
            account.notes["gone"] = load.tell_gone(staging, delivery.source_id, delivery.id, whole=whole)
            seconds = time.monotonic() - began
            _record(delivery, account, staging, seconds)
            schedules.published(delivery=delivery)
            if not jobs.finish(job, Job.State.DONE):
                raise Cancelled("Another worker has taken this delivery over.")
        load.refresh_statistics(staging)
    return account.document(spec.code, delivery.id, seconds)


def _staged(path: Path, spec: SourceSpec, city: CitySpec, staging: Staging, report: Follow, *, home: bool) -> Account:
    indexes = areas.indexes() if home else {}
    limits = {"rows": settings.IMPORT_CHUNK_ROWS, "cell_limit": settings.CELL_LIMIT}
    gazetteer = cache(partial(store.gazetteer, city.crs)) if home else None
    account = stage(path, spec, city, indexes, staging, report, gazetteer=gazetteer, **limits)
    if spec.alike == "apart":
        load.set_apart(staging, spec.id)
    account.add(load.drop_repeated(staging))
    if spec.unite and staging.columns:
        load.unite_areas(staging)
    return account


def _write(staging: Staging, spec: SourceSpec, delivery: Delivery) -> None:
    load.keep_edits(staging, delivery.source_id)
    load.write(staging, delivery.source_id, delivery.id)
    load.write_rejections(staging, delivery.source_id, delivery.id)
    after.put(delivery, staging)
    if "areas" in staging.columns:
        areas.refresh(delivery.id)
    raise_versions(
        set(staging.columns)
        | ({"areas", "crimes", "accidents", "calls", "cameras", "sites"} if "areas" in staging.columns else set())
    )


def _record(delivery: Delivery, account: Account, staging: Staging, seconds: float) -> None:
    document = account.document("", None, seconds)
    counts = {
        name: document[name]
        for name in ("read", "loaded", "updated", "unchanged", "rejected", "made", "reasons", "notes")
    }
    newest = load.newest_day(staging)
    Delivery.objects.filter(id=delivery.id).update(
        state=Delivery.State.PUBLISHED, finished_at=timezone.now(), seconds=seconds, newest=newest, error="", **counts
    )


def assure(account: Account, spec: SourceSpec) -> None:
    """Hold the delivery against its declared totals. Raises `DeliveryRefused` below the minimum; above it warns."""
    taken, wanted = account.read - account.rejected, spec.assertions.min
    if taken < wanted:
        raise DeliveryRefused(
            f"Refused whole: {taken:,} rows could be taken, at least {wanted:,} are expected. What was there stays."
        )
    account.warnings += _warnings(account, spec)


def _warnings(account: Account, spec: SourceSpec) -> list[str]:
    most, share = spec.assertions.max, spec.assertions.max_rejected_share
    warnings = []
    if most is not None and account.read > most:
        warnings.append(f"{account.read:,} rows, more than the declared {most:,}.")
    if share is not None and account.rejected > share * account.read:
        warnings.append(f"{account.rejected:,} of {account.read:,} rows rejected, more than the declared {share:.0%}.")
    return warnings


def dry_run(path: Path, code: str = "auto", *, city: Path | None = None, progress: Follow = nobody) -> dict[str, Any]:
    """What an import of the file would do, judged against this home's city or that of a `city.yml`.

    Of another city this home knows neither areas nor rows. Nothing is kept.
    """
    spec = choose(code, path)
    return rehearse(path, spec, read_city(city) if city else home_city(), progress)


def rehearse(
    path: Path, spec: SourceSpec, place: CitySpec, progress: Follow = nobody, look: Callable[[], None] | None = None
) -> dict[str, Any]:
    """The account of what an import by this declaration would do; `look` is called while its rows are staged."""
    began = time.monotonic()
    home = City.objects.filter(code=place.code).exists()
    row = Source.objects.filter(code=spec.code).first() if home else None
    with Staging(given=load.given_by_people(row.id) if row else {}) as staging:
        account = _staged(path, spec, place, staging, progress, home=home)
        account.add(load.judge(staging, row.id if row else 0, spec.unite))
        if look:
            look()
    try:
        assure(account, spec)
    except DeliveryRefused as refusal:
        account.warnings += [str(refusal), *_warnings(account, spec)]
    return account.document(spec.code, None, time.monotonic() - began)

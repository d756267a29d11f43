"""After a delivery of cameras, in its own transaction: what it says of those that stood there before."""

from typing import Any

import pandas as pd

from etl.derive.inventory.compare import compare
from etl.derive.inventory.lists import staged, stored
from etl.derive.metric import srid
from etl.load import Staging
from etl.spec import source
from gis_app.devices.inventory.models import Proposal
from gis_app.devices.models import Camera
from gis_app.places.models import City
from gis_app.sources.models import Change, Delivery

OPEN = (Proposal.State.OPEN, Proposal.State.LATER)


def propose(delivery: Delivery, staging: Staging) -> int:
    """Write the proposals that a delivery of a whole list leads to, and give their number; decisions stay.

    Cameras that are not in the list and were decided to be still there are not asked for again. A source's first list,
    and one that sends only what changed, lead to none. The delivery's records are written already.
    """
    city = City.objects.first()
    if city is None or "cameras" not in staging.columns or _in_parts(delivery):
        return 0
    number = srid(city)
    there, listed = stored(delivery.source_id, number), staged(staging.columns["cameras"], number)
    fresh, known = _parted(delivery, there, listed)
    if known.empty:
        return 0
    gone = known[~_among(known, _keys(listed))].reset_index(drop=True)
    refused = set(
        Proposal.objects.filter(source=delivery.source_id, state=Proposal.State.REFUSED).values_list(
            "key_old", "part_old", "key_new", "part_new"
        )
    )
    found = compare(gone, fresh)
    rows = [one for row in found.itertuples() for one in _proposals(delivery, row, gone, fresh, refused)]
    Proposal.objects.filter(source=delivery.source_id, state__in=OPEN).delete()
    Proposal.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _in_parts(delivery: Delivery) -> bool:
    """Whether the source sends only what changed, so that what is missing means nothing."""
    pull = source(delivery.source.code).pull
    return pull is not None and bool(pull.cursor)


def _parted(delivery: Delivery, there: pd.DataFrame, listed: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cameras that this list brought or that still wait from an earlier one, and all the others."""
    brought = Camera.objects.filter(source=delivery.source_id, delivery=delivery).values_list("pk", flat=True)
    changed = set(Change.objects.filter(delivery=delivery, layer="cameras").values_list("key", "part"))
    waiting = Proposal.objects.filter(source=delivery.source_id, state__in=OPEN).exclude(listed=None)
    new = set(brought) | set(waiting.values_list("listed", flat=True))
    is_new = there["id"].isin(new) & ~_among(there, changed) & _among(there, _keys(listed))
    return there[is_new].reset_index(drop=True), there[~is_new].reset_index(drop=True)


def _keys(rows: pd.DataFrame) -> set[tuple[str, int]]:
    return set(zip(rows["key"], rows["part"], strict=True))


def _among(rows: pd.DataFrame, keys: set[tuple[str, int]]) -> "pd.Series[bool]":
    found = [key in keys for key in zip(rows["key"], rows["part"], strict=True)]
    return pd.Series(found, index=rows.index, dtype=bool)


def _proposals(
    delivery: Delivery, row: Any, gone: pd.DataFrame, fresh: pd.DataFrame, refused: set[tuple[Any, ...]]
) -> list[Proposal]:
    """One proposal of a compared pair or single; of a pair that was refused before, its two halves."""
    old = gone.iloc[row.old] if row.old >= 0 else None
    new = fresh.iloc[row.new] if row.new >= 0 else None
    if old is not None and new is not None and (old.key, old.part, new.key, new.part) in refused:
        return [_one(delivery, "gone", row, old, None), _one(delivery, "new", row, None, new)]
    return [_one(delivery, row.verdict, row, old, new)]


def _one(delivery: Delivery, verdict: str, row: Any, old: Any, new: Any) -> Proposal:
    def known(value: float) -> float | None:
        return None if pd.isna(value) or old is None or new is None else float(value)

    return Proposal(
        source_id=delivery.source_id,
        delivery=delivery,
        verdict=verdict,
        camera=int(old.id) if old is not None else None,
        listed=int(new.id) if new is not None else None,
        key_old=old.key if old is not None else "",
        part_old=int(old.part) if old is not None else 0,
        key_new=new.key if new is not None else "",
        part_new=int(new.part) if new is not None else 0,
        metres=known(row.metres),
        turn=known(row.turn),
        likeness=known(row.likeness),
        rivals=int(row.rivals),
    )

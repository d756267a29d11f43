"""What is derived after a delivery or an edit, in the same transaction, so that nothing is forgotten."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from etl.derive import inventory, links, visibility
from etl.load import Staging
from gis_app.sources.models import Delivery


def put(delivery: Delivery, staging: Staging) -> None:
    """What follows from the records that the delivery brought; they are written already."""
    links.put_after(delivery, set(staging.columns))
    inventory.propose(delivery, staging)


def put_for(layer: str, ids: Sequence[int], fields: Iterable[str], at: datetime) -> None:
    """What follows from records of which a person put such fields right at that moment, some of them gone by it."""
    links.put_for(layer, ids, set(fields), at)
    visibility.put_for(layer, ids, set(fields), at)

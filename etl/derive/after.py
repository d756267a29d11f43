"""What is derived after a delivery, in its own transaction, so that nothing is forgotten: at once, or as jobs."""

from etl.derive import inventory, links
from etl.load import Staging
from gis_app.sources.models import Delivery


def put(delivery: Delivery, staging: Staging) -> None:
    """What follows from the records that the delivery brought; they are written already."""
    links.put_after(delivery, set(staging.columns))
    inventory.propose(delivery, staging)

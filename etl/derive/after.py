"""What is derived after a delivery, as jobs: put in its own transaction, so that none is forgotten."""

from etl.derive import links
from gis_app.sources.models import Delivery


def put(delivery: Delivery, layers: set[str]) -> None:
    """Jobs for what follows from the records of these layers that the delivery brought."""
    owner = delivery.job.owner if delivery.job else None
    links.put_after(delivery, layers, owner)

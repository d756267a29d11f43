"""A camera list that comes again, remodelled or renumbered, beside what the store holds of its source."""

from etl.derive.inventory.propose import propose
from etl.derive.inventory.reconcile import reconcile

__all__ = ["propose", "reconcile"]

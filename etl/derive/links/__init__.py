"""Which records may tell of one event: found by time and distance after each delivery, or in the whole store."""

from etl.derive.links.run import link, put_after, put_for, work

__all__ = ["link", "put_after", "put_for", "work"]

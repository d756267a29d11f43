"""Incidents of the invented city as they are known to fall, and the truth beside them."""

"""A full passport for pure tests, to be changed field by field."""

from datetime import date
from typing import Any

from gis_app.devices.registry.passports import Passport

TODAY = date(2026, 6, 1)


def passport(**more: Any) -> Passport:
    """A connected camera of which everything is stated, checked today."""
    facts: dict[str, Any] = {
        "pk": 1,
        "code": "C-1",
        "inventory_number": "7",
        "address": "Main street 1",
        "kind": "fixed",
        "status": "working",
        "connection": "integrated",
        "azimuth": 90.0,
        "hfov": 60.0,
        "height_m": 5.0,
        "width_px": 1920,
        "archive_days": 30,
        "assumed": frozenset(),
        "purpose": "Order",
        "legal_ground": "Decree 4",
        "installed_on": date(2024, 1, 1),
        "removed_on": None,
        "last_check": TODAY,
        "withdrawn": False,
        "owner_id": 1,
        "holder_id": 2,
        "area_id": 3,
        "owner": "City",
        "holder": "Roads",
        "contact": "1-23",
        "area": "North",
        "conditions": "",
        "retention_days": 30,
        "seen_on": TODAY,
        "in_focus": True,
        "occluded_on": None,
        "today": TODAY,
    }
    return Passport(**facts | more)

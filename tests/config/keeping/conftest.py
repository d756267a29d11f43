"""Sealing is slow on purpose; most of these tests need not wait for it."""

import pytest

from gis_app.config.keeping import seal


@pytest.fixture(autouse=True)
def _quick_seal(monkeypatch):
    monkeypatch.setattr(seal, "WORK", 16)

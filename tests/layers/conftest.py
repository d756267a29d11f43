"""A tile cache that begins empty."""

import uuid

import pytest

from layers import cache


@pytest.fixture(autouse=True)
def _cache_of_its_own(monkeypatch):
    monkeypatch.setattr(cache.Away, "until", 0.0)
    monkeypatch.setattr(cache, "PREFIX", f"test-tile:{uuid.uuid4().hex}:")

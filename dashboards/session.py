"""Whose request a Dash callback is answering; set around every call by `mount.serve`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


@contextmanager
def answering(request: HttpRequest) -> Iterator[None]:
    """Make `request` the one that callbacks see, until the block ends."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def request() -> HttpRequest:
    """The Django request being answered; RuntimeError outside of one, so that nothing is ever shown to nobody."""
    found = _request.get()
    if found is None:
        raise RuntimeError("A Dash callback ran outside dashboards.mount.serve: there is no person to answer.")
    return found


def current() -> Any:
    """The signed-in person."""
    return request().user

"""Whose request a Dash callback is answering; set around every call by `mount.serve`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest

from dashboards.workspace import Workspace

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)
_workspace: ContextVar[Workspace | None] = ContextVar("workspace", default=None)


@contextmanager
def answering(request: HttpRequest, workspace: Workspace) -> Iterator[None]:
    """Make `request` and the `workspace` it came to what callbacks see, until the block ends."""
    token, place = _request.set(request), _workspace.set(workspace)
    try:
        yield
    finally:
        _request.reset(token)
        _workspace.reset(place)


def request() -> HttpRequest:
    """The Django request being answered; RuntimeError outside of one, so that nothing is ever shown to nobody."""
    found = _request.get()
    if found is None:
        raise RuntimeError("A Dash callback ran outside dashboards.mount.serve: there is no person to answer.")
    return found


def workspace() -> Workspace:
    """The workspace whose page is being answered; RuntimeError outside of one."""
    found = _workspace.get()
    if found is None:
        raise RuntimeError("A page of no workspace was asked for its workspace.")
    return found


def current() -> Any:
    """The signed-in person."""
    return request().user

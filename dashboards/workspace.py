"""A workspace: the pages that people of one role work on, under one address and in one theme."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboards.theme import Theme
from gis_app.people.permissions import Permission


@dataclass(frozen=True)
class Tab:
    """A page of the workspace; `title` is shown as given."""

    address: str
    title: str


@dataclass(frozen=True)
class Workspace:
    """What the pages of one role share.

    title: what its readers call it. prefix: address of its first page. permission: who may open it. map: address of
    its map, data: address of its deliveries, each "" where it has none. tabs: its pages in the reader's language.
    opening_months: how much of the incidents the map opens with, up to the newest.
    """

    name: str
    title: Callable[[], str]
    prefix: str
    permission: Permission
    theme: Theme
    map: str
    data: str
    tabs: Callable[[], list[Tab]]
    opening_months: int = 12

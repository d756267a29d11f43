"""Names of the parts that callbacks speak of."""

from enum import StrEnum

from dashboards.workspace import Workspace


class Part(StrEnum):
    """Parts of the page of schedules."""

    DETAIL = "source-detail"


def address(workspace: Workspace) -> str:
    """Where the page stands in a workspace."""
    return f"{workspace.prefix}schedules/"

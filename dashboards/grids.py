"""Long row lists: AG Grid in the product's looks and language."""

from typing import Any

import dash_ag_grid as dag
from django.utils.translation import gettext as _

from dashboards import session, theme

PAGE_ROWS = 100


def endless(identity: Any, columns: list[dict[str, Any]], height: str = "100%", **more: Any) -> dag.AgGrid:
    """A grid that fetches its rows `PAGE_ROWS` at a time by getRowsRequest and getRowsResponse."""
    return dag.AgGrid(
        id=identity,
        rowModelType="infinite",
        getRowId="params.data.id",
        columnDefs=columns,
        defaultColDef={"sortable": True, "resizable": True, "minWidth": 90},
        dashGridOptions={
            "theme": {
                "function": "themeQuartz.withParams({"
                + ", ".join(f"{n}: {v!r}" for n, v in theme.grid(session.workspace().theme).items())
                + "})"
            },
            "cacheBlockSize": PAGE_ROWS,
            "maxBlocksInCache": 20,
            "rowHeight": 32,
            "headerHeight": 34,
            "localeText": locale(),
            "enableCellTextSelection": True,
        },
        style={"height": height, "width": "100%"},
        **more,
    )


def locale() -> dict[str, str]:
    """What the grid itself says."""
    return {
        "loadingOoo": _("Loading…"),
        "noRowsToShow": _("No rows. Widen the period or reset the filters."),
        "loadingError": _("The rows did not arrive. Scroll to try again."),
        "ariaSortableColumn": _("Press Enter to sort"),
    }

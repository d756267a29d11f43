"""What is written down of a download, before the first byte leaves the house."""

from gis_app.people.audit import acting
from gis_app.people.models import User


def export(*, by: User, layer: str, form: str, filters: str, rows: int) -> None:
    """One row of the audit: who took which layer, in which form, within which filters, how many rows."""
    with acting("layer.export", by=by) as act:
        act.on("layer", layer, new={"format": form, "filters": filters, "rows": rows})

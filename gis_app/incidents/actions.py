"""Writing what a person says about incidents."""

from gis_app.incidents.models import Standing
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.sources.actions import raise_versions
from gis_app.sources.models import Source


def let_totals_stand(*, by: User | None, source: Source, stand: bool) -> None:
    """Say whether a source's totals count in the place of points of the same kind, district and month."""
    with acting("totals.stand" if stand else "totals.yield", by=by) as act:
        before = Standing.objects.filter(source=source).exists()
        if stand:
            Standing.objects.get_or_create(source=source)
        else:
            Standing.objects.filter(source=source).delete()
        act.on("source", source.pk, old={"totals_stand": before}, new={"totals_stand": stand})
        raise_versions({"totals"})

"""What is expected of sources: their rows follow the declarations between deliveries too, and before the first one."""

from etl.receive import write_source
from etl.spec import all_sources, described_sources
from gis_app.places.queries import city
from gis_app.sources.models import Source


def follow_declarations() -> int:
    """Write down rhythm and whether it is required as each declaration says now; how many rows that changed.

    A source of this home's own that is required is known from then on, so that it is missed where it never came. The
    product's own sources are of many cities: those are known once they have delivered or are pulled.
    """
    here = city()
    if here is None:
        return 0
    known = {row.code: row for row in Source.objects.only("code", "rhythm_days", "required")}
    changed = 0
    for code, spec in all_sources().items():
        told = {"rhythm_days": spec.rhythm_days, "required": spec.required}
        if row := known.get(code):
            if told != {name: getattr(row, name) for name in told}:
                changed += Source.objects.filter(pk=row.pk).update(**told)
        elif spec.required and code in described_sources():
            write_source(spec, foreign=here.invented)
            changed += 1
    return changed

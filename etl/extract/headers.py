"""Whether a file has the columns that its source declares."""

from pathlib import Path

from etl.errors import DeliveryRefused
from etl.extract.chunk import printable
from etl.spec import SourceSpec


def declared_header(given: list[str], path: Path, spec: SourceSpec) -> list[str]:
    if not given and spec.format == "csv":
        raise DeliveryRefused(f"{path.name} is empty. Nothing was loaded.")
    if not spec.header_matches(given):
        raise DeliveryRefused(difference(given, path, spec))
    if len(set(given)) != len(given):
        raise DeliveryRefused(f"{path.name} names a column twice. Nothing was loaded.")
    return given


def difference(given: list[str], path: Path, spec: SourceSpec) -> str:
    nearest = min(spec.headers, key=lambda header: len(set(header) ^ set(given)))
    missing, extra = [c for c in nearest if c not in given], [c for c in given if c not in nearest]
    parts = [f"lacks {', '.join(missing[:5])}"] if missing else []
    unknown = " ".join(", ".join(printable(column)[:60] for column in extra[:5]).split())
    parts += [f"has unknown {unknown}"] if extra else []
    return f"{path.name} has another header than {spec.code} declares: it {' and '.join(parts)}. Nothing was loaded."

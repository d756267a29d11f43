"""Pulled rows written as an ordinary file in the format that their source declares."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.spec import SourceSpec

Row = dict[str, Any]


def file_name(spec: SourceSpec) -> str:
    suffix = "geojson" if spec.format == "geojson" else "csv"
    return f"{spec.code}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.{suffix}"


class Csv:
    """Rows as the declared CSV. As a context: the file is open."""

    def __init__(self, spec: SourceSpec, path: Path):
        self._spec, self._path = spec, path

    def __enter__(self) -> "Csv":
        self._file = open(self._path, "w", encoding=self._spec.encoding or "utf-8", newline="")
        self._writer: Any = None
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, ours: Row, _theirs: Row) -> None:
        if self._writer is None:
            self._writer = csv.DictWriter(self._file, list(ours), delimiter=self._spec.delimiter)
            self._writer.writeheader()
        self._writer.writerow({name: text(value) for name, value in ours.items()})


class Features:
    """Rows as GeoJSON; a row's geometry stands under `geometry`. As a context: the file is open."""

    def __init__(self, spec: SourceSpec, path: Path):
        self._path, self._between = path, ""

    def __enter__(self) -> "Features":
        self._file = open(self._path, "w", encoding="utf-8")
        self._file.write('{"type": "FeatureCollection", "features": [')
        return self

    def __exit__(self, *_: object) -> None:
        self._file.write("]}")
        self._file.close()

    def write(self, ours: Row, theirs: Row) -> None:
        feature = {"type": "Feature", "properties": ours, "geometry": theirs.get("geometry")}
        self._file.write(self._between + json.dumps(feature, ensure_ascii=False))
        self._between = ",\n"


def writer(spec: SourceSpec, path: Path) -> Csv | Features:
    return Features(spec, path) if spec.format == "geojson" else Csv(spec, path)


def text(value: Any) -> str:
    """A value as a cell."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

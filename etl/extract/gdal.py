"""Rows of what GDAL reads."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyogrio
import shapely

from etl.errors import DeliveryRefused
from etl.extract.chunk import Chunk, Meter, raw_of
from etl.extract.headers import declared_header
from etl.spec import SourceSpec


def gdal_chunks(path: Path, spec: SourceSpec, size: int, meter: Meter) -> Iterator[Chunk]:
    try:
        header = declared_header([str(name) for name in pyogrio.read_info(path)["fields"]], path, spec)
        start = 0
        while not (frame := pyogrio.read_dataframe(path, skip_features=start, max_features=size)).empty:
            yield _frame_chunk(frame, header, spec, start)
            start += len(frame)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, shapely.errors.GEOSException) as error:
        raise DeliveryRefused(f"{path.name} can't be read: {error}. Nothing was loaded.") from error


def _frame_chunk(frame: Any, header: list[str], spec: SourceSpec, start: int) -> Chunk:
    stated = frame.crs or spec.crs
    frame = (frame if frame.crs is not None else frame.set_crs(stated)).to_crs(4326)
    rows = [
        tuple("" if value is None or value != value else str(value) for value in row)
        for row in frame[header].to_numpy()
    ]
    lines = list(range(start + 1, start + 1 + len(rows)))
    return Chunk(header, lines, rows, raw_of(header, rows), list(frame.geometry))

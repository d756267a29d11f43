"""The incidents of a layer as figures that give nobody away."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from django.db.models import QuerySet
from pyproj import Transformer

from layers.methods.disclosure import disclose
from layers.public.declared import Edition

COLUMNS = ("lon", "lat", "size_m", "from", "to", "kind", "n")
# Sides of the cells as multiples of the finest, and what of the date is kept: from fine to coarse.
LEVELS = ((1, "month"), (1, "year"), (2, "year"), (4, "year"), (8, "year"), (0, "year"))


def figures(rows: QuerySet, crs: str, declared: Edition) -> tuple[pd.DataFrame, int]:
    """Figures with the columns `COLUMNS`, and how many rows are in none.

    A figure: n incidents of one kind in a square (middle in degrees, side in metres; all three missing for the whole
    city) between two dates (`to` exclusive) that are in no finer figure. rows: a layer's, with `kind`, `day`, `point`.
    """
    found = rows.order_by().values_list("kind", "day", "point")
    raw = [(kind, day.year, day.month, point.x, point.y) for kind, day, point in found.iterator(chunk_size=5000)]
    frame = pd.DataFrame(raw, columns=["kind", "year", "month", "lon", "lat"])
    if frame.empty:
        return pd.DataFrame(columns=list(COLUMNS)), 0
    metric = Transformer.from_crs(4326, crs, always_xy=True)
    frame["east"], frame["north"] = metric.transform(frame["lon"].to_numpy(), frame["lat"].to_numpy())
    held = frame["kind"].isin(declared.whole_city).to_numpy()
    grouped = [_grouped(frame, share * declared.cell_m, period, held) for share, period in LEVELS]
    told = disclose([keys for keys, _ in grouped], declared.least)
    lines = []
    for level, key, n in zip(told.level, told.key, told.counts, strict=True):
        group = grouped[level][1].iloc[key]
        square = _square(group, LEVELS[level][0] * declared.cell_m, metric)
        lines.append((*square, *_dates(group), group["kind"], int(n)))
    table = pd.DataFrame(lines, columns=list(COLUMNS))
    return table.sort_values(["from", "size_m", "kind", "lon", "lat"], ignore_index=True), told.withheld


def _grouped(frame: pd.DataFrame, side: int, period: str, held: np.ndarray) -> tuple[np.ndarray, pd.DataFrame]:
    """A key for each row, -1 where it may not be told so finely, and the groups that the keys number."""
    groups = pd.DataFrame({"kind": frame["kind"], "year": frame["year"]})
    groups["month"] = frame["month"] if period == "month" else 0
    for axis in ("east", "north"):
        groups[axis] = np.floor(frame[axis] / side).astype("int64") if side else 0
    keys = groups.groupby(list(groups), sort=True).ngroup().to_numpy()
    first = groups.assign(key=keys).drop_duplicates("key").sort_values("key", ignore_index=True)
    return np.where(held & (side > 0), -1, keys), first


def _square(group: Any, side: int, metric: Transformer) -> tuple[float | None, float | None, int | None]:
    if not side:
        return None, None, None
    middle = ((group["east"] + 0.5) * side, (group["north"] + 0.5) * side)
    lon, lat = metric.transform(*middle, direction="INVERSE")
    return round(lon, 5), round(lat, 5), side


def _dates(group: Any) -> tuple[str, str]:
    year, month = int(group["year"]), int(group["month"])
    if not month:
        return f"{year:04}-01-01", f"{year + 1:04}-01-01"
    after = (year + 1, 1) if month == 12 else (year, month + 1)
    return f"{year:04}-{month:02}-01", f"{after[0]:04}-{after[1]:02}-01"


def meanings() -> Iterator[dict[str, str]]:
    """The columns as a Table Schema tells them, in English, the language of machines."""
    yield {"name": "lon", "type": "number", "description": "middle of the square, degrees, WGS 84; blank: whole city"}
    yield {"name": "lat", "type": "number", "description": "middle of the square, degrees, WGS 84; blank: whole city"}
    yield {"name": "size_m", "type": "integer", "description": "side of the square, metres; blank: whole city"}
    yield {"name": "from", "type": "date", "description": "first day"}
    yield {"name": "to", "type": "date", "description": "day after the last"}
    yield {"name": "kind", "type": "string", "description": "code of the kind in Safe City's taxonomy"}
    yield {"name": "n", "type": "integer", "description": "incidents that are in no finer figure of this table"}

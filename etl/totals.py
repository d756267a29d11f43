"""Rows that have no point, only a district, a month, a kind and a number."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from etl.clean import KEY_LENGTH, Cleaned, each, fingerprint, plain_code
from etl.locate import AreaIndex
from etl.spec import Totals
from gis_app.folding import fold

LARGEST = 2**31 - 1


def place_totals(cleaned: Cleaned, totals: Totals, areas: Mapping[str, AreaIndex]) -> None:
    """Find the district of each row by its code or name, and key the row by what it is a total of.

    So a number that is corrected in a later list takes the place of the one before. A row without a district or a
    number lacks a field.
    """
    frame, known = cleaned.frame, areas["district"].names if "district" in areas else {}
    stated = each(frame["stated_area"], lambda name: totals.lookup.get(name, name))
    found = each(stated, lambda name: known.get(fold(plain_code(name))))
    n = frame["n"].astype("Float64").to_numpy(float, na_value=np.nan)
    cleaned.fail("missing_field", (stated == "").to_numpy() | ~(n <= LARGEST))
    cleaned.fail("unknown_area", (found.isna() & (stated != "")).to_numpy())
    frame["layer"], frame["area_id"] = totals.of, pd.to_numeric(found).astype("Int64")
    month = frame["day"].str[:7]
    first = pd.to_datetime(month, format="%Y-%m")
    for name, day in (("day", first), ("end", first + pd.offsets.MonthBegin())):
        frame[name] = day.dt.strftime("%Y-%m-%d").where(day.notna(), None)
    whole = stated.str.cat([month.fillna("?"), frame["source_kind"]], sep="|")
    frame["key"] = whole.where(whole.str.len() <= KEY_LENGTH, whole.map(lambda text: fingerprint(text.encode()).hex))

"""Rows that can't be taken as they came, taken with what a person gave for them."""

from typing import Any

import numpy as np
import pandas as pd
import shapely

from etl.clean import Cleaned
from etl.spec import SourceSpec

PLACE = "no_coordinates zero_coordinates bad_geometry swapped_coordinates outside_city whole_degrees"
CURES = {"point": tuple(PLACE.split()), "kind": ("unknown_kind",), "moment": ("bad_date",)}
Given = dict[str, dict[str, dict[str, Any]]]


def cure(cleaned: Cleaned, spec: SourceSpec, given: Given) -> None:
    """Take what people gave (key to field to columns) where the row itself says nothing usable.

    The column `given` then names these fields, `,point,kind,`; it is there whenever anything is given for the source.
    """
    if not given:
        return
    frame = cleaned.frame
    frame["given"] = ""
    for index in map(int, np.flatnonzero(frame["key"].isin(list(given)))):
        puts = given[frame.at[index, "key"]]
        fields = [name for name, put in puts.items() if _cured(cleaned, spec, index, name, put)]
        if fields:
            frame.at[index, "given"] = f",{','.join(fields)},"


def _cured(cleaned: Cleaned, spec: SourceSpec, index: int, field: str, put: dict[str, Any]) -> bool:
    """Whether the row at `index` lacked the field; then it has it now."""
    wrong = [cleaned.failed[reason] for reason in CURES[field] if reason in cleaned.failed]
    missing = field != "point" and pd.isna(cleaned.frame.at[index, {"kind": "kind", "moment": "at"}[field]])
    if not missing and not any(mask[index] for mask in wrong):
        return False
    for mask in wrong:
        mask[index] = False
    _put(cleaned.frame, index, field, put)
    if "missing_field" in cleaned.failed:
        cleaned.failed["missing_field"][index] &= _lacks(cleaned.frame, spec, index)
    return True


def _put(frame: pd.DataFrame, index: int, field: str, put: dict[str, Any]) -> None:
    if field == "point":
        frame.at[index, "point"] = shapely.Point(put["point"])
    elif field == "kind":
        frame.at[index, "kind"] = put["kind"]
    else:
        frame.at[index, "at"] = pd.Timestamp(put["at"]).tz_convert("UTC").tz_localize(None)
        frame.at[index, "day"] = put["day"]
        frame.at[index, "time_precision"] = put["time_precision"]


def _lacks(frame: pd.DataFrame, spec: SourceSpec, index: int) -> bool:
    """Whether a required cell is still blank: the id, the date or the kind."""
    nameless = bool(spec.id) and frame.at[index, "key"] == frame.at[index, "fingerprint"]
    dateless = spec.moment is not None and pd.isna(frame.at[index, "at"])
    return bool(nameless or dateless or (spec.kind is not None and pd.isna(frame.at[index, "kind"])))

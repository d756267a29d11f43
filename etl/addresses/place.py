"""Rows without a point, placed by the address they state."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import shapely

from etl.addresses.gazetteer import Gazetteer
from etl.clean import Cleaned

WITHOUT_POINT = ("no_coordinates", "zero_coordinates")


def place(cleaned: Cleaned, gazetteer: Callable[[], Gazetteer]) -> None:
    """Give a point and its precision to each row that states an address and no coordinates, where that is one place.

    Noted as `placed_by_address`; a row whose address is no single place keeps its reason. `gazetteer` is called when
    the first such row comes.
    """
    frame = cleaned.frame
    addresses = frame.pop("address_text")
    lost = np.logical_or.reduce([cleaned.failed.get(reason, np.zeros(len(frame), bool)) for reason in WITHOUT_POINT])
    for row in np.flatnonzero(lost & (addresses != "").to_numpy()):
        found = gazetteer().find(addresses[row], _day(frame, row))
        if found:
            frame.at[row, "lon"], frame.at[row, "lat"] = found.lon, found.lat
            frame.at[row, "point"] = shapely.Point(found.lon, found.lat)
            if "place_precision" in frame:
                frame.at[row, "place_precision"] = found.precision
            for reason in (*WITHOUT_POINT, "bad_geometry"):
                if reason in cleaned.failed:
                    cleaned.failed[reason][row] = False
            cleaned.account.notes["placed_by_address"] += 1


def _day(frame: pd.DataFrame, row: Any) -> date | None:
    day = frame.at[row, "day"] if "day" in frame else None
    return None if pd.isna(day) else date.fromisoformat(str(day))

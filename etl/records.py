"""From good source rows to the records they make: one each, or several where a source's `crawl.py` says so."""

import json
from types import ModuleType

import numpy as np
import pandas as pd

from gis_app.incidents.kinds import kinds


def expand(frame: pd.DataFrame, crawl: ModuleType) -> pd.DataFrame:
    """Each row repeated for the records that `crawl.records(cells)` makes of it, with their columns and `part`."""
    made = [crawl.records(json.loads(raw)) for raw in frame["raw"]]
    counts = [len(records) for records in made]
    repeated = frame.loc[np.repeat(frame.index.to_numpy(), counts)].reset_index(drop=True)
    extra = pd.DataFrame([record for records in made for record in records], index=repeated.index, dtype=object)
    extra["part"] = [part for count in counts for part in range(count)]
    for name in extra:
        repeated[name] = extra[name].where(extra[name].notna(), None)
    return repeated


def weigh(frame: pd.DataFrame) -> pd.DataFrame:
    """Add `severity` from 1 (gravest) to 4: an accident's by its dead and injured, else by the kind's usual weight."""
    usual = frame["kind"].map({code: kind.severity for code, kind in kinds().items()})
    if "dead" in frame:
        dead = pd.to_numeric(frame["dead"], errors="coerce").fillna(0) > 0
        injured = pd.to_numeric(frame["injured"], errors="coerce").fillna(0) > 0
        usual = pd.Series(np.select([dead, injured], [1, 2], 4), index=frame.index)
    frame["severity"] = usual.astype("Int64")
    return frame

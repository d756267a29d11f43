"""The verdict on each row: the first reason that holds, in the order of the contract."""

import numpy as np
import pandas as pd

from etl.account import REASONS, Account
from etl.clean import Cleaned

NOTES = ("skipped_hour", "repeated_hour")


def verdicts(cleaned: Cleaned) -> np.ndarray:
    """A reason for each row, "" for one that can be taken."""
    reason = np.full(len(cleaned.frame), "", dtype=object)
    for name in reversed(REASONS):
        if name in cleaned.failed:
            reason[cleaned.failed[name]] = name
    return reason


def check(cleaned: Cleaned, reason: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame, Account]:
    """The rows that can be taken, those that can't with their `reason`, and the account of the second."""
    good = reason == ""
    account = cleaned.account
    account.reasons.update(reason[~good])
    for name in [column for column in cleaned.frame if column in NOTES or column.startswith("blank_")]:
        account.notes[name] += int(cleaned.frame.pop(name).to_numpy(bool)[good].sum())
    rejected = cleaned.frame[~good].copy()
    rejected["reason"] = reason[~good]
    return cleaned.frame[good], rejected, account

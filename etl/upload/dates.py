"""Which way of writing dates a column uses."""

import re
from collections.abc import Iterable, Sequence
from itertools import cycle

import pandas as pd

from etl.clean import parse

DAYS = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%y", "%Y%m%d")
CLOCKS = (" %H:%M:%S", " %H:%M", "T%H:%M:%S", "T%H:%M:%S.%f", "T%H:%M:%SZ", " %I:%M:%S %p", " %I:%M %p", " %H.%M", "")
FORMATS = tuple(day + clock for day in DAYS for clock in CLOCKS)
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?( ?[AaPp]\.?[Mm]\.?)?")
ENOUGH = 0.8
MOST = 3


def formats_of(samples: Sequence[str]) -> list[str]:
    """The fewest formats that read nearly all samples, the likelier first; none where they are no dates.

    A day and a month that could be turned are read day first, as our cities write them, unless that fails somewhere.
    """
    left, found = list(samples), list[str]()
    while left and len(found) < MOST:
        best, rest = _best(left)
        if not best or len(rest) == len(left):
            break
        found.append(best)
        left = rest
    read = len(samples) - len(left)
    return found if samples and read >= ENOUGH * len(samples) else []


def are_clocks(samples: Sequence[str]) -> bool:
    """Whether nearly all samples are times of day without a date.

    >>> are_clocks(["13:30", "1:05 PM"]), are_clocks(["05.03.2024"])
    (True, False)
    """
    read = sum(CLOCK.fullmatch(sample.strip()) is not None for sample in samples)
    return bool(samples) and read >= ENOUGH * len(samples)


def together(dates: Sequence[str], times: Sequence[str], some_blank: bool) -> list[str]:
    """Samples as the source is read where the time of day stands apart, the dates alone too where some times are blank.

    >>> together(["5.3.2024"], ["13:30"], True)
    ['5.3.2024 13:30', '5.3.2024']
    """
    whole = [f"{day} {clock}" for day, clock in zip(dates, cycle(times), strict=False)] if times else []
    return whole + (list(dates) if some_blank or not times else [])


def _best(samples: list[str]) -> tuple[str, list[str]]:
    """The format that reads most of the samples, and those that it does not read."""
    text = pd.Series(samples, dtype="str").str.strip()
    reads = {form: parse(text, [form])[0].notna() for form in likely(samples)}
    if not reads:
        return "", samples
    best = max(reads, key=lambda form: int(reads[form].sum()))
    return best, list(text[~reads[best]])


def likely(samples: Iterable[str]) -> list[str]:
    """The formats with as many digits' groups and the same marks as some sample."""
    shapes = {marks(sample) for sample in samples}
    return [form for form in FORMATS if marks(pd.Timestamp("2024-11-25 22:33:44").strftime(form)) in shapes]


def marks(text: str) -> str:
    """The text without what varies in dates: digits as one 0, letters as one a.

    >>> marks("5.11.2024 7:30")
    '0.0.0 0:0'
    """
    kinds = ["0" if letter.isdigit() else "a" if letter.isalpha() else letter for letter in text.strip()]
    return "".join(one for at, one in enumerate(kinds) if at == 0 or one not in "0a" or kinds[at - 1] != one)

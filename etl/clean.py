"""From cells as text to our columns, with a reason beside each row that can't be understood; whole columns at once."""

import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from etl.account import Account
from etl.extract import Chunk, printable
from etl.spec import Column, Moment, SourceSpec

YEARS = 1900, 2100
KEY_LENGTH = 150
LARGEST = 2**53
UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
MIDNIGHT = r"[ T]00:00(:00)?$"
THOUSANDS = r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))"
TRUE, FALSE = {"true", "1", "yes", "y", "да"}, {"false", "0", "no", "n", "нет"}


@dataclass
class Cleaned:
    """A chunk in our columns: `frame` has a row for each source row, `failed` a mask for each reason that some have.

    Columns always there: line, key, fingerprint, raw, version. Where the source has them: lon, lat (degrees), at
    (UTC), day, time_precision, kind, stated_area, stated_beat and the declared columns.
    """

    frame: pd.DataFrame
    failed: dict[str, np.ndarray] = field(default_factory=dict)
    account: Account = field(default_factory=Account)

    def fail(self, reason: str, mask: np.ndarray) -> None:
        self.failed[reason] = self.failed.get(reason, np.zeros(len(self.frame), bool)) | mask


class Cells(dict[str, pd.Series]):
    """The columns of a chunk as text by name, each made when it is first asked for: a source uses only some."""

    def __init__(self, header: list[str], rows: list[tuple[str, ...]], blank: list[str]) -> None:
        super().__init__()
        columns = zip(*rows, strict=True) if rows else [()] * len(header)
        self._values = dict(zip(header, columns, strict=True))
        self._blank = blank

    def __missing__(self, name: str) -> pd.Series:
        text = pd.Series(self._values[name], dtype="str").str.strip()
        self[name] = text.where(~text.isin(self._blank), "") if self._blank else text
        return self[name]


def clean(chunk: Chunk, spec: SourceSpec, zone: ZoneInfo, cell_limit: int) -> Cleaned:
    """The chunk in our columns, with the reasons that follow from the cells alone."""
    bad = unreadable(chunk.rows, cell_limit)
    rows = [tuple(map(printable, row)) if b else row for row, b in zip(chunk.rows, bad, strict=True)]
    cells = Cells(chunk.header, rows, spec.blank)
    cleaned = Cleaned(pd.DataFrame({"line": np.array(chunk.lines, dtype=np.int64)}))
    cleaned.fail("unreadable", bad)
    _identity(cleaned, chunk, spec, cells)
    if spec.point:
        for axis in ("lon", "lat"):
            cleaned.frame[f"{axis}_text"] = cells[getattr(spec.point, axis)]
    if spec.by_address:
        parts = [cells[column] for column in spec.by_address.columns]
        cleaned.frame["address_text"] = [", ".join(filter(None, row)) for row in zip(*parts, strict=True)]
    if spec.moment:
        _moment(cleaned, spec.moment, cells, ZoneInfo(spec.timezone) if spec.timezone else zone)
    if spec.kind:
        _kind(cleaned, spec, cells)
    for name in ("stated_area", "stated_beat"):
        if column := getattr(spec, name):
            cleaned.frame[name] = each(cells[column], plain_code).str[:64]
    for name, column in spec.columns.items():
        _column(cleaned, name, column, cells)
    return cleaned


def unreadable(rows: list[tuple[str, ...]], cell_limit: int) -> np.ndarray:
    """Rows with a cell beyond the limit, a NUL or a byte that the file's encoding does not know."""
    cells = list(chain.from_iterable(rows))
    if not UNPRINTABLE.search("".join(cells)) and max(map(len, cells), default=0) <= cell_limit:
        return np.zeros(len(rows), bool)
    return np.array([not _sound(row, cell_limit) for row in rows], dtype=bool)


def _sound(row: tuple[str, ...], cell_limit: int) -> bool:
    whole = "".join(row)
    if whole.isascii():
        return "\0" not in whole and (len(whole) <= cell_limit or max(map(len, row)) <= cell_limit)
    if len(whole) > cell_limit and max(map(len, row)) > cell_limit:
        return False
    return "\0" not in whole and not any("\ud800" <= letter <= "\udfff" for letter in whole)


def fingerprint(content: bytes) -> uuid.UUID:
    """What tells one row's content from another's: 128 bits of BLAKE2b."""
    return uuid.UUID(bytes=blake2b(content, digest_size=16).digest())


def _identity(cleaned: Cleaned, chunk: Chunk, spec: SourceSpec, cells: dict[str, pd.Series]) -> None:
    frame = cleaned.frame
    frame["fingerprint"] = [blake2b(content, digest_size=16).hexdigest() for content in _contents(chunk, spec)]
    frame["raw"] = [raw.decode() for raw in chunk.raw]
    frame["key"] = frame["fingerprint"]
    frame["version"] = pd.NaT
    if spec.id:
        stated = cells[spec.id]
        if spec.blank_id == "missing":
            cleaned.fail("missing_field", (stated == "").to_numpy())
        frame["key"] = _keys(stated.where(stated != "", frame["fingerprint"]))
    if chunk.identities is not None:
        frame["key"], frame["fingerprint"] = map(list, zip(*chunk.identities, strict=True))
    if spec.version:
        frame["version"] = parse(cells[spec.version.column], spec.version.formats)[0]


def _keys(stated: pd.Series) -> pd.Series:
    """The stated keys; one too long for its column gives way to its fingerprint."""
    long = stated.str.len() > KEY_LENGTH
    return stated.where(~long, stated[long].map(lambda key: fingerprint(key.encode()).hex))


def _contents(chunk: Chunk, spec: SourceSpec) -> Iterable[bytes]:
    if chunk.geometry is not None:
        shapes = [b"" if shape is None else shape.wkb for shape in chunk.geometry]
        return [raw + shape for raw, shape in zip(chunk.raw, shapes, strict=True)]
    if ignored := set(spec.ignore) & set(chunk.header):
        kept = [index for index, name in enumerate(chunk.header) if name not in ignored]
        return ("\x1f".join(row[i] for i in kept).encode("utf-8", "replace") for row in chunk.rows)
    return chunk.raw


def parse(text: pd.Series, formats: list[str]) -> tuple[pd.Series, np.ndarray]:
    """Local times of a column by the first format that fits, NaT where none does; and how exact each is.

    That is one of `minute`, `day`, `interval` (a month), "" where none fits. A year before 1900 or after 2100 is a slip
    of the pen, and NaT.
    """
    moments = pd.Series(pd.NaT, index=text.index, dtype="datetime64[us]")
    exact = np.full(len(text), "", dtype=object)
    for form in formats:
        todo = moments.isna() & (text != "")
        if todo.any():
            found = pd.to_datetime(text[todo], format=form, errors="coerce").astype("datetime64[us]")
            moments = moments.where(~todo, found.where(found.dt.year.between(*YEARS)))
            exact[(todo & moments.notna()).to_numpy()] = exactness(form)
    return moments, exact


def exactness(form: str) -> str:
    """How exactly a date format tells the time.

    >>> exactness("%d.%m.%Y %H:%M"), exactness("%d.%m.%Y"), exactness("%Y-%m")
    ('minute', 'day', 'interval')
    """
    if "%H" in form or "%I" in form:
        return "minute"
    return "day" if "%d" in form or "%j" in form else "interval"


def _moment(cleaned: Cleaned, moment: Moment, cells: dict[str, pd.Series], zone: ZoneInfo) -> None:
    text = cells[moment.column]
    local, exact = parse(_with_time(text, cells[moment.time]) if moment.time else text, moment.formats)
    cleaned.fail("missing_field", (text == "").to_numpy())
    cleaned.fail("bad_date", (local.isna() & (text != "")).to_numpy())
    utc, skipped, repeated = to_utc(local, zone)
    midnight = (local == local.dt.normalize()).to_numpy()
    monthly = exact == "interval"
    daily = (exact != "minute") | (midnight & (moment.midnight == "unknown"))
    frame = cleaned.frame
    frame["at"], frame["local"] = utc, local
    frame["day"] = local.dt.strftime("%Y-%m-%d").where(local.notna(), None)
    frame["time_precision"] = np.select([monthly, daily, skipped], ["interval", "day", "hour"], "minute")
    if "interval" in map(exactness, moment.formats):
        frame["until"] = to_utc((local + pd.offsets.MonthBegin()).where(monthly), zone)[0]
    frame["skipped_hour"], frame["repeated_hour"] = skipped & ~daily, repeated & ~daily


def _with_time(dates: pd.Series, times: pd.Series) -> pd.Series:
    """Dates and times of day as one text; a spreadsheet's midnight, which is no time, gives way."""
    return dates.str.replace(MIDNIGHT, "", regex=True).str.cat(times, sep=" ").str.strip()


def to_utc(local: pd.Series, zone: ZoneInfo) -> tuple[pd.Series, np.ndarray, np.ndarray]:
    """Local times in UTC, and which of them the clocks skipped or showed twice.

    A skipped time is read with the offset before the change, one that came twice is the first (PEP 495, fold 0).
    """
    placed = local.dt.tz_localize(zone, ambiguous="NaT", nonexistent="NaT")
    utc = placed.dt.tz_convert("UTC").dt.tz_localize(None)
    skipped, repeated = np.zeros(len(local), bool), np.zeros(len(local), bool)
    for index in np.flatnonzero((placed.isna() & local.notna()).to_numpy()):
        naive = local.iloc[index].to_pydatetime()
        moment = naive.replace(tzinfo=zone, fold=0).astimezone(UTC)
        utc.iloc[index] = pd.Timestamp(moment.replace(tzinfo=None))
        back: datetime = moment.astimezone(zone).replace(tzinfo=None)
        skipped[index], repeated[index] = back != naive, back == naive
    return utc, skipped, repeated


def _kind(cleaned: Cleaned, spec: SourceSpec, cells: dict[str, pd.Series]) -> None:
    assert spec.kind is not None
    if spec.kind.value:
        stated = pd.Series("", index=cleaned.frame.index, dtype="str")
        cleaned.frame["kind"] = pd.Series([spec.kind.value] * len(stated), dtype=object)
    else:
        stated = cells[spec.kind.column]
        _looked_up(cleaned, stated, spec.kind.lookup)
    cleaned.frame["source_kind"] = stated.str[:250]
    if spec.kind.code:
        cleaned.frame["source_code"] = cells[spec.kind.code].str[:64]
    if spec.layer == "crimes":
        administrative = stated.isin(spec.kind.administrative)
        cleaned.frame["offence"] = np.where(administrative, "administrative", "crime")


def _looked_up(cleaned: Cleaned, stated: pd.Series, lookup: dict[str, str]) -> None:
    kind = each(stated, lookup.get)
    cleaned.fail("missing_field", (stated == "").to_numpy())
    cleaned.fail("unknown_kind", (kind.isna() & (stated != "")).to_numpy())
    cleaned.frame["kind"] = kind.where(kind.notna(), None)


def _column(cleaned: Cleaned, name: str, column: Column, cells: dict[str, pd.Series]) -> None:
    frame = cleaned.frame
    if column.value is not None:
        frame[name] = pd.Series([column.value] * len(frame), dtype=object)
        return
    text = cells[column.column] if column.column else _joined([cells[part] for part in column.join])
    blank = (text == "").to_numpy()
    if column.note_blank and blank.any():
        frame[f"blank_{name}"] = blank
    frame[name] = _converted(_part(text, column), column)


def _part(text: pd.Series, column: Column) -> pd.Series:
    """The part of the cells that is meant, and the items of a list apart."""
    if column.pattern:
        text = text.str.extract(column.pattern, expand=False).fillna("").str.strip()
    return text.str.replace(column.split, "; ", regex=True) if column.split else text


def _joined(parts: list[pd.Series]) -> pd.Series:
    whole = parts[0].str.cat(parts[1:], sep=" ")
    return whole.str.replace(r"\s+", " ", regex=True).str.strip()


def _converted(text: pd.Series, column: Column) -> pd.Series:
    if column.lookup:
        return each(text, column.lookup.get).astype(object).where(lambda found: found.notna(), None)
    match column.kind:
        case "text":
            return text
        case "integer":
            numbers = pd.to_numeric(text.str.replace(THOUSANDS, "", regex=True), errors="coerce").astype(float)
            sound = (numbers >= 0) & (numbers <= LARGEST) & (np.trunc(numbers) == numbers)
            return numbers.where(sound).astype("Int64")
        case "number":
            numbers = pd.to_numeric(text.str.replace(",", ".").str.rstrip("%"), errors="coerce")
            return numbers.where(np.isfinite(numbers.astype(float)))
        case "boolean":
            lower = text.str.lower()
            return each(lower, lambda word: True if word in TRUE else False if word in FALSE else None).astype(object)
        case "date":
            day = parse(text, column.formats)[0].dt.strftime("%Y-%m-%d")
            return day.astype(object).where(day.notna(), None)


def each(text: pd.Series, make: Callable[[str], Any]) -> pd.Series:
    """What `make` makes of each row's text, asked once for each text that occurs."""
    codes, words = pd.factorize(text)
    return pd.Series([make(word) for word in words]).take(codes).set_axis(text.index)


def plain_code(code: str) -> str:
    """An area's code without what spreadsheets do to it: `025` and `25.0` are 25."""
    return code.removesuffix(".0").lstrip("0") or code[:1]

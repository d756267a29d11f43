"""What a reader gives: some rows of a file, and how far it is."""

from dataclasses import dataclass, field
from typing import Any, BinaryIO

import orjson
from shapely.geometry.base import BaseGeometry


@dataclass
class Meter:
    """How far into the file's bytes a reader is."""

    size: int = 0
    file: BinaryIO | None = None

    @property
    def fraction(self) -> float:
        return self.file.tell() / self.size if self.file and self.size and not self.file.closed else 0.0


@dataclass
class Chunk:
    """Some rows of a file: their lines, their cells as text in the order of `header`, and what else they carry.

    `broken` holds (line, what could be read) of rows that could not be taken apart; `geometry` is there for formats
    that have one, None where a row has none. `identities` (key, fingerprint) are those of rows that were kept.
    """

    header: list[str]
    lines: list[int]
    rows: list[tuple[str, ...]]
    raw: list[bytes]
    geometry: list[BaseGeometry | None] | None = None
    broken: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    identities: list[tuple[str, str]] | None = None


def raw_of(header: list[str], rows: list[tuple[str, ...]]) -> list[bytes]:
    return [as_json(dict(zip(header, row, strict=True))) for row in rows]


def as_json(value: Any) -> bytes:
    try:
        whole = orjson.dumps(value)
    except TypeError:
        whole = orjson.dumps({printable(key): printable(str(cell)) for key, cell in value.items()})
    return whole.replace(b"\\u0000", b"\\ufffd")


def printable(text: str) -> str:
    """The text as the store can hold it: bytes that no encoding has are written out, a NUL becomes U+FFFD."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\ufffd")


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return orjson.dumps(value).decode()

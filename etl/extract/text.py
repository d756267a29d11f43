"""The bytes of a file, unpacked where they are packed, and their encoding."""

import gzip
import io
import re
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import charset_normalizer

from etl.extract.chunk import Meter

SAMPLE = 1 << 20
ENCODINGS = ["utf_8", "utf_16", "cp1251"]
STRANGE = re.compile("[\udc80-\udcff]+")


@contextmanager
def opened(path: Path, meter: Meter | None = None) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked when it is gzip by its first two bytes, whatever its name."""
    with open(path, "rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        if meter:
            meter.file, meter.size = file, path.stat().st_size
        if packed:
            with gzip.open(file) as inner:
                yield inner  # type: ignore[misc]
        else:
            yield file


def encoding_of(path: Path) -> str:
    """The encoding of a text file by its byte order mark, else as charset-normalizer judges its first megabyte.

    Plain ASCII and whatever is valid UTF-8 is UTF-8.
    """
    sample = sample_of(path)
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if _is_utf8(sample):
        return "utf-8-sig"
    best = charset_normalizer.from_bytes(sample[:65536], cp_isolation=ENCODINGS).best()
    return {"utf_8": "utf-8-sig", "utf_16": "utf-16"}.get(best.encoding, best.encoding) if best else "utf-8-sig"


def sample_of(path: Path) -> bytes:
    """The file's first megabyte, or what there is of it: who reads on meets a cut end again, and tells."""
    parts, wanted = [], SAMPLE
    with opened(path) as file:
        try:
            while wanted and (part := file.read1(wanted)):  # type: ignore[attr-defined]
                parts.append(part)
                wanted -= len(part)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            pass
    return b"".join(parts)


def _is_utf8(sample: bytes) -> bool:
    """Whether it is UTF-8, be it with broken places.

    Words of another encoding are runs of letters that UTF-8 does not know; a slip breaks three bytes at most.
    """
    text = sample.decode("utf-8", "surrogateescape")
    strange = STRANGE.findall(text)
    right = len(sample) - len(sample.translate(None, bytes(range(128, 256)))) - sum(map(len, strange))
    return max(map(len, strange), default=0) <= 3 or right > sum(map(len, strange))


def text_of(path: Path, encoding: str, meter: Meter | None = None) -> Generator[str, None, None]:
    encoding = encoding or encoding_of(path)
    errors = "strict" if encoding == "utf-16" else "surrogateescape"
    with opened(path, meter) as file, io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="") as text:
        yield from text

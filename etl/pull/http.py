"""One file behind an address, fetched when it has changed."""

import gzip
import hashlib
import re
import zlib
from pathlib import Path
from urllib.parse import unquote, urlsplit

from etl.errors import PullFailed
from etl.pull.door import PIECE, Answer
from etl.pull.errand import NOTHING, Brought, Errand

UNWANTED = re.compile(r"[^\w.() -]+")


def fetch(errand: Errand) -> Brought:
    """The file, unless the far side says by ETag or date that it is the one published last, or its bytes say so.

    Raises PullFailed.
    """
    with errand.door() as door, door.get(errand.pull.address, headers=conditions(errand)) as answer:
        if answer.status == 304:
            return NOTHING
        path = errand.folder / name_of(errand.pull.address, errand.spec.code)
        digest = saved(answer, path, errand)
        cursor = {"sha256": digest, "etag": answer.headers.get("etag", "")}
        cursor["modified"] = answer.headers.get("last-modified", "")
    if digest == errand.cursor.get("sha256"):
        return NOTHING
    unpacked_within(path, errand)
    return Brought(path, cursor)


def conditions(errand: Errand) -> dict[str, str]:
    asked = {"If-None-Match": "etag", "If-Modified-Since": "modified"}
    return {header: errand.cursor[name] for header, name in asked.items() if errand.cursor.get(name)}


def name_of(address: str, code: str) -> str:
    """
    >>> name_of("https://a.example/x/crimes%202026.csv?y=1", "town"), name_of("https://a.example/", "town")
    ('crimes 2026.csv', 'town')
    """
    name = UNWANTED.sub("_", unquote(urlsplit(address).path).rpartition("/")[2]).strip(". ")
    return name[-200:] or code


def saved(answer: Answer, path: Path, errand: Errand) -> str:
    """Write the body; its SHA-256. Raises PullFailed where nothing came."""
    sha256, size = hashlib.sha256(), 0
    with open(path, "wb") as file:
        for piece in answer.body:
            size += len(piece)
            sha256.update(piece)
            file.write(piece)
            errand.report(0)
    if not size:
        raise PullFailed("The answer is empty. Nothing was loaded.")
    return sha256.hexdigest()


def unpacked_within(path: Path, errand: Errand) -> None:
    """Hold a packed file against the limit by what it unpacks to. Raises PullFailed."""
    with open(path, "rb") as file:
        if file.read(2) != b"\x1f\x8b":
            return
    limit, size = errand.pull.limit_mb * 1_000_000, 0
    try:
        with gzip.open(path) as inner:
            while piece := inner.read1(PIECE):
                size += len(piece)
                errand.budget.seconds_left()
                if size > limit:
                    raise PullFailed(f"The file unpacks to more than {errand.pull.limit_mb:g} MB. Nothing was loaded.")
    except (OSError, EOFError, zlib.error) as error:
        raise PullFailed("The file's gzip is broken. Nothing was loaded.") from error

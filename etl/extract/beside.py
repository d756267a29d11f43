"""Tables that lie beside a delivery: each of their rows belongs to one of its rows, and is kept with it."""

import csv
import gzip
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import orjson

from etl.errors import DeliveryRefused
from etl.extract.chunk import Chunk, as_json, printable
from etl.extract.text import text_of
from etl.spec import Beside, SourceSpec

BATCH = 10_000
MOST_VARIABLES = 500


def companions(path: Path, spec: SourceSpec) -> dict[str, Path]:
    """The file of each table that the source has beside its own, by the table's name.

    Raises `DeliveryRefused` naming the file that is not there.
    """
    found = {name: path.with_name(path.name.replace(*table.name)) for name, table in spec.beside.items()}
    for name, file in found.items():
        if file == path or not file.is_file():
            raise DeliveryRefused(
                f"{path.name} comes with its {name}, and no {file.name} lies beside it. Nothing was loaded."
            )
    return found


@dataclass
class Tables:
    """The rows of the tables in a store of its own on the disk, by the key of the row that they belong to."""

    store: sqlite3.Connection
    spec: SourceSpec
    counts: Counter[str] = field(default_factory=Counter)

    def read(self, name: str, path: Path) -> None:
        """Take in one table. Raises `DeliveryRefused` where it is not what the source declares."""
        rows = keyed(path, self.spec.beside[name], self.spec)
        try:
            while batch := list(islice(rows, BATCH)):
                self.store.executemany("INSERT INTO rows VALUES (?, ?, ?)", ((name, *row) for row in batch))
                self.counts[f"beside_{name}"] += len(batch)
        except (csv.Error, UnicodeError, EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise DeliveryRefused(f"{path.name} can't be taken apart: {error}. Nothing was loaded.") from error

    def join(self, chunk: Chunk) -> None:
        """Give each row of a chunk its rows of the tables, and a column `<table>.n` with their number."""
        if not self.spec.beside:
            return
        at = chunk.header.index(self.spec.id)
        keys = [printable(row[at].strip()) for row in chunk.rows]
        told = {name: self._of(name, keys) for name in self.spec.beside}
        for place, key in enumerate(keys):
            own = {name: rows.get(key, []) for name, rows in told.items()}
            counts = {f"{name}.n": str(len(rows)) for name, rows in own.items()}
            chunk.rows[place] += tuple(counts.values())
            chunk.raw[place] = orjson.dumps({**orjson.loads(chunk.raw[place]), **own, **counts})
        chunk.header = [*chunk.header, *(f"{name}.n" for name in told)]

    def _of(self, name: str, keys: list[str]) -> dict[str, list[orjson.Fragment]]:
        found: dict[str, list[orjson.Fragment]] = {}
        for at in range(0, len(keys), MOST_VARIABLES):
            some = keys[at : at + MOST_VARIABLES]
            marks = ",".join("?" * len(some))
            asked = f"SELECT key, raw FROM rows WHERE name = ? AND key IN ({marks}) ORDER BY rowid"
            for key, raw in self.store.execute(asked, [name, *some]):
                found.setdefault(key, []).append(orjson.Fragment(raw))
        self.store.executemany("INSERT OR IGNORE INTO known VALUES (?)", ((key,) for key in keys))
        return found

    def notes(self) -> Counter[str]:
        """How many rows each table has, and how many of them belong to no row of the delivery."""
        alone = "SELECT name, count(*) FROM rows WHERE key NOT IN (SELECT key FROM known) GROUP BY name"
        return self.counts + Counter({f"alone_{name}": n for name, n in self.store.execute(alone)})


@contextmanager
def beside(path: Path, spec: SourceSpec) -> Iterator[Tables]:
    """The tables beside a file, read. Raises `DeliveryRefused` as `companions` and the reading do."""
    store = sqlite3.connect("")
    try:
        store.execute("CREATE TABLE rows (name TEXT, key TEXT, raw BLOB)")
        store.execute("CREATE TABLE known (key TEXT PRIMARY KEY)")
        tables = Tables(store, spec)
        for name, file in companions(path, spec).items():
            tables.read(name, file)
        store.execute("CREATE INDEX by_key ON rows (name, key)")
        yield tables
    finally:
        store.close()


def keyed(path: Path, table: Beside, spec: SourceSpec) -> Iterator[tuple[str, bytes]]:
    """Key and JSON of each row. Raises `DeliveryRefused` for another header, or a row that has not its cells."""
    reader = csv.reader(text_of(path, spec.encoding), delimiter=spec.delimiter)
    header = next(reader, [])
    if set(header) != set(table.header) or len(header) != len(table.header):
        raise DeliveryRefused(f"{path.name} has another header than {spec.code} declares. Nothing was loaded.")
    at = header.index(table.key)
    for row in reader:
        if len(row) == len(header):
            yield printable(row[at].strip()), as_json(dict(zip(header, row, strict=True)))
        elif row:
            raise DeliveryRefused(f"Line {reader.line_num} of {path.name} can't be taken apart. Nothing was loaded.")

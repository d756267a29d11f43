"""Far sides of our own on this machine: a file behind an address, portals with tables, and all kinds of mischief."""

import gzip
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Asked:
    """One request as it came."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass
class Far:
    """A running server: where it is, what it answers, and what it was asked."""

    port: int = 0
    answer: Callable[[Asked], Reply] = lambda asked: (404, {}, b"")
    asked: list[Asked] = field(default_factory=list)
    drip: Callable[[Asked], Iterator[bytes]] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving() -> Iterator[Far]:
    far = Far()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            asked = Asked(parts.path, query, {name.lower(): value for name, value in self.headers.items()})
            far.asked.append(asked)
            if far.drip:
                self._drip(asked)
                return
            status, headers, body = far.answer(asked)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def _drip(self, asked: Asked) -> None:
            try:
                for piece in far.drip(asked):
                    self.wfile.write(piece)
                    self.wfile.flush()
            except OSError:
                pass
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # who was left in the middle says so, loudly
    far.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield far
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def slowly(pieces: Iterator[bytes], seconds: float) -> Iterator[bytes]:
    for piece in pieces:
        yield piece
        time.sleep(seconds)


def bomb(mb: int) -> bytes:
    """Gzip of so many megabytes of nothing."""
    return gzip.compress(bytes(mb * 1_000_000))


@dataclass
class SodaTable:
    """A table that answers as Socrata does, for the questions that we ask: `$select`, `$where`, `$order`, `$limit`.

    rows: cells by column, all of them text. between: called after each page, to change what is there.
    """

    columns: list[str]
    rows: dict[str, dict[str, str]]
    key: str
    cap: int = 50_000
    between: Callable[[], None] = lambda: None

    def __call__(self, asked: Asked) -> Reply:
        if asked.path.endswith(".json"):
            column = re.fullmatch(r"max\((.+)\) as top", asked.query["$select"])[1]
            values = [row[column] for row in self.rows.values()]
            body = f'[{{"top":"{max(values)}"}}]' if values else "[{}]"
            return 200, {"Content-Type": "application/json"}, body.encode()
        page = self.page(asked.query)
        names = asked.query["$select"].split(",")
        lines = [names, *([row[name] for name in names] for row in page)]
        text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in line) + "\n" for line in lines)
        self.between()
        return 200, {"Content-Type": "text/csv"}, text.encode()

    def page(self, query: dict[str, str]) -> list[dict[str, str]]:
        conditions = [re.fullmatch(r"(\S+) (<=|>) '(.*)'", each).groups() for each in query["$where"].split(" AND ")]
        assert query["$order"] == self.key

        def holds(row: dict[str, str]) -> bool:
            return all(
                row[column] > value if sign == ">" else row[column] <= value for column, sign, value in conditions
            )

        found = sorted(filter(holds, self.rows.values()), key=lambda row: row[self.key])
        return found[: min(int(query["$limit"]), self.cap)]

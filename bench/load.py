"""A client as light as can be: plain requests over connections kept open, the answers read and counted."""

import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPResponse

CLIENTS = 2
PATIENCE_S = 60


@dataclass(frozen=True)
class Server:
    """Where to ask, and the cookie that says who asks."""

    port: int
    cookie: str = ""

    def request(self, path: str) -> bytes:
        lines = (
            f"GET {path} HTTP/1.1",
            f"Host: localhost:{self.port}",
            f"Cookie: {self.cookie}",
            "Accept-Encoding: gzip",
        )
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True)
class Answer:
    """`plain` is the body's size in bytes, unzipped."""

    seconds: float
    plain: int


def ask(server: Server, paths: Sequence[str]) -> list[Answer]:
    """One after the other over one connection. Raises RuntimeError for an answer that is not 200 or 204."""
    answers = []
    line = _line(server)
    for path in paths:
        began = time.perf_counter()
        line.sendall(server.request(path))
        answer = HTTPResponse(line)
        answer.begin()
        body = answer.read()
        if answer.status not in {200, 204}:
            raise RuntimeError(f"{path} answered {answer.status}: {body[:200]!r}")
        took = time.perf_counter() - began
        answers.append(Answer(took, unzipped(body) if answer.headers.get("Content-Encoding") == "gzip" else len(body)))
        if answer.will_close:
            line.close()
            line = _line(server)
    line.close()
    return answers


def unzipped(body: bytes) -> int:
    """How large a gzipped body is, as its last four bytes say."""
    return int.from_bytes(body[-4:], "little")


def seconds(server: Server, paths: Sequence[str]) -> float:
    """How long the clients need for all the paths together, each for its share."""
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        for _answers in clients.map(lambda share: ask(server, share), shares(paths)):
            pass
    return time.perf_counter() - began


def shares(things: Sequence[str]) -> list[Sequence[str]]:
    """The same share of the things for each client."""
    return [things[number::CLIENTS] for number in range(CLIENTS)]


def _line(server: Server) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line

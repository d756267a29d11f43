"""The one door to the network: only declared hosts, only addresses that were judged, within bytes and seconds.

Proxies that the environment names are not used: a proxy would look the name up anew, and no judgement here would hold.
"""

import re
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self
from urllib.parse import urlencode, urljoin, urlsplit

import certifi
import httpcore

import gis_app
from etl.errors import AddressRefused, PullFailed
from etl.pull import addresses

SILENCE_S = 30.0
REDIRECTS = 3
PIECE = 65_536
PADDING = b"\0"
OURS = {"User-Agent": f"SafeCity/{gis_app.__version__}", "Accept-Encoding": "gzip"}
MOVED = {301, 302, 303, 307, 308}


@dataclass
class Budget:
    """What one pull may take: bytes, unpacked, and seconds. Whatever exceeds it ends the pull."""

    mb: float
    minutes: float
    taken: int = 0
    began: float = field(default_factory=time.monotonic)

    def seconds_left(self) -> float:
        left = self.began + 60 * self.minutes - time.monotonic()
        if left <= 0:
            raise PullFailed(f"It took longer than {self.minutes:g} minutes. Nothing was loaded.")
        return left

    def take(self, count: int) -> None:
        self.taken += count
        if self.taken > self.mb * 1_000_000:
            raise PullFailed(f"More than {self.mb:g} MB came. Nothing was loaded.")


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends with the budget, however slowly the other side drips."""

    def __init__(self, inner: httpcore.NetworkStream, budget: Budget):
        self._inner, self._budget = inner, budget

    def _wait(self, timeout: float | None) -> float:
        return min(timeout or SILENCE_S, self._budget.seconds_left())

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._wait(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._wait(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._wait(timeout))
        return _Stream(inner, self._budget)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Judged(httpcore.NetworkBackend):
    """Connects to the very address that was judged: the name is looked up once, here."""

    def __init__(self, *, internal: bool, budget: Budget):
        self._internal, self._budget, self._inner = internal, budget, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = addresses.callable_ones(host, port, internal=self._internal)
        for number, address in enumerate(found, 1):
            try:
                wait = min(timeout or SILENCE_S, self._budget.seconds_left())
                return _Stream(self._inner.connect_tcp(address, port, wait, None, socket_options), self._budget)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(found):
                    raise
        raise PullFailed(f"{host} has no address.")


@dataclass
class Answer:
    """What the far side answered: status, headers in small letters, and its body as it comes, unpacked and counted."""

    status: int
    headers: dict[str, str]
    body: Iterator[bytes]

    def whole(self) -> bytes:
        return b"".join(self.body)


class Door:
    """Calls of one pull. Only the hosts given are called, redirects included.

    private: headers for the first of the hosts alone; a redirect to another takes none of them along.
    """

    def __init__(
        self, hosts: Sequence[str], *, internal: bool, budget: Budget, private: Mapping[str, str] | None = None
    ):
        self._hosts, self.budget = set(hosts), budget
        self._first, self._private = next(iter(hosts), ""), dict(private or {})
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(), max_connections=2, network_backend=_Judged(internal=internal, budget=budget)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    @contextmanager
    def get(
        self, address: str, query: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> Iterator[Answer]:
        """One GET, redirects followed; whatever is no answer that can be used raises PullFailed with one sentence.

        304 is an answer where the headers ask conditionally.
        """
        url = f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(query)}" if query else address
        try:
            with self._followed(url, headers or {}) as answer:
                yield answer
        except httpcore.TimeoutException as error:
            raise PullFailed(f"{urlsplit(url).hostname} did not answer in time. Nothing was loaded.") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise PullFailed(f"{urlsplit(url).hostname} can't be read: {_why(error)}. Nothing was loaded.") from error

    @contextmanager
    def _followed(self, url: str, headers: dict[str, str]) -> Iterator[Answer]:
        for _ in range(REDIRECTS + 1):
            host = self._declared(url)
            own = self._private if urlsplit(url).netloc.lower() == self._first else {}
            sent = list({**OURS, **headers, **own}.items())
            with self._pool.stream("GET", url, headers=sent, extensions=_patience()) as response:
                told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                if response.status not in MOVED or "location" not in told:
                    _usable(response.status, told, host)
                    yield Answer(response.status, told, self._body(response, told))
                    return
                url = _moved(url, told["location"])
        raise PullFailed(f"{host} redirects without an end. Nothing was loaded.")

    def _declared(self, url: str) -> str:
        """The host of an address that may be asked for. Raises AddressRefused."""
        try:
            parts = urlsplit(url.encode("ascii").decode())
            host = parts.hostname if parts.scheme in {"http", "https"} and "@" not in parts.netloc else None
        except ValueError:
            host = None
        if not host:
            raise AddressRefused("The source leads to what is no address of the web. Nothing was called.")
        if parts.netloc.lower() not in self._hosts:
            raise AddressRefused(f"The source does not declare {parts.netloc[:100]}. Nothing was called.")
        return host

    def _body(self, response: httpcore.Response, told: dict[str, str]) -> Iterator[bytes]:
        packing = told.get("content-encoding", "identity").strip().lower()
        if packing in {"gzip", "x-gzip"}:
            return self._counted(_unpacked(response.iter_stream()))
        if packing not in {"", "identity"}:
            raise PullFailed(f"The answer is packed by {packing[:20]}, which was not asked for. Nothing was loaded.")
        return self._counted(response.iter_stream())

    def _counted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.budget.take(len(piece))
            self.budget.seconds_left()
            yield piece


@cache
def _trust() -> ssl.SSLContext:
    """The machine's own authorities, an office's too, and the world's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _patience() -> dict[str, Any]:
    return {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), SILENCE_S)}


def _moved(url: str, location: str) -> str:
    try:
        there = urljoin(url, location)
    except ValueError:
        there = ""
    if url.startswith("https:") and not there.startswith("https:"):
        raise AddressRefused(f"{urlsplit(url).hostname} redirects out of HTTPS. Nothing more was called.")
    return there


def _usable(status: int, told: dict[str, str], host: str) -> None:
    if status in {200, 304}:
        return
    wait = told.get("retry-after", "")
    after = int(wait) if wait.isdecimal() and len(wait) < 7 else 0
    raise PullFailed(f"{host} answered {status}. Nothing was loaded.", retry_after_s=after)


def _why(error: Exception) -> str:
    """What the system says of a mistake, without its number.

    >>> _why(OSError(111, "Connection refused")), _why(httpcore.ReadError())
    ('Connection refused', 'ReadError')
    """
    said = re.sub(r"^\[[^\]]*\] ", "", str(error).partition("\n")[0])
    return said[:200].rstrip(". ") or type(error).__name__


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Gzip, all its members, taken apart a little at a time, so that a bomb is counted before it fills the memory."""
    inflater = _member()
    try:
        for piece in pieces:
            while piece:
                if inflater.eof:
                    piece = piece.lstrip(PADDING)
                    if not piece:
                        break
                    inflater = _member()
                yield inflater.decompress(piece, PIECE)
                piece = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    except zlib.error as error:
        raise PullFailed("The answer's gzip is broken. Nothing was loaded.") from error
    if not inflater.eof:
        raise PullFailed("The answer ends in the middle. Nothing was loaded.")


def _member() -> "zlib._Decompress":
    return zlib.decompressobj(16 + zlib.MAX_WBITS)

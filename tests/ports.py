"""A port of this machine for a server that is started a moment later."""

import random
import socket
from contextlib import suppress


def free_port() -> int:
    """A port that nobody holds, below those that the system gives to whoever calls out: it stays free meanwhile."""
    for port in random.sample(range(20_000, 32_000), 100):
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no free port")

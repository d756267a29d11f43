"""Doors: where the simulator's messages go."""

import json
from dataclasses import dataclass
from typing import Protocol, TextIO


@dataclass(frozen=True)
class Message:
    """What a device says: `kind` is "heartbeat" or "position", `at` RFC 3339, place in degrees."""

    device: str
    kind: str
    at: str
    lon: float
    lat: float


class Door(Protocol):
    def send(self, messages: list[Message]) -> None: ...


class Lines:
    """A JSON document a line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def send(self, messages: list[Message]) -> None:
        self._stream.writelines(json.dumps(vars(one), ensure_ascii=False) + "\n" for one in messages)
        self._stream.flush()

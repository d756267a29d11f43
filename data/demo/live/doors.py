"""Doors: where the simulator's messages go."""

import json
from dataclasses import dataclass
from typing import Protocol, TextIO

SITE = "stepnogorye"
HEARTBEAT, POSITION = "heartbeat", "position"


@dataclass(frozen=True)
class Message:
    """What a device says: `kind` is HEARTBEAT or POSITION, `at` RFC 3339, place in degrees."""

    device: str
    kind: str
    at: str
    lon: float
    lat: float

    @property
    def topic(self) -> str:
        """Where MQTT would carry it."""
        return f"safecity/v1/{SITE}/{self.device}/{'heartbeat' if self.kind == HEARTBEAT else 'event'}"

    def body(self) -> dict[str, str | float]:
        """The event as devices send it; its id is the same whenever the message is repeated."""
        own = {"id": f"{self.device}@{self.at}", "kind": self.kind, "at": self.at}
        return own | {"lon": self.lon, "lat": self.lat}


class Door(Protocol):
    def send(self, messages: list[Message]) -> None: ...


class Lines:
    """A JSON document a line: {"topic", "body"}."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def send(self, messages: list[Message]) -> None:
        for one in messages:
            self._stream.write(json.dumps({"topic": one.topic, "body": one.body()}, ensure_ascii=False) + "\n")
        self._stream.flush()
